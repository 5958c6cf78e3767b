/** The package and the parts of it that a soak needs: loaded again for each start of n8n. */
export { CytracomApi } from '../../../credentials/CytracomApi.credentials';
export { YeastarApi } from '../../../credentials/YeastarApi.credentials';
export { CytracomTrigger } from '../../../nodes/Cytracom/CytracomTrigger.node';
export { clock } from '../../../nodes/shared/clock';
export { parseState, serialize } from '../../../nodes/shared/polling/state';
export { YeastarTrigger } from '../../../nodes/Yeastar/YeastarTrigger.node';
