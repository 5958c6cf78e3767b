import { readRecipe, setUp } from '../e2e/harness/examples';
import type { StoredCredential } from '../e2e/harness/editor';
import type { Session } from '../e2e/harness/Session';
import { retryExecution } from '../e2e/harness/workflows';
import type { Call } from './calls';
import { judge } from './judge';
import { failureOf, runOnce, storeCredentials } from './kitchen';
import type { Outside } from './outside';
import type { Row } from './report';
import type { Service } from './services/service';
import { slack } from './services/slack';

export const INTERRUPTED = 'new-call-to-slack';
/** Which message Slack does not take. */
const FAILING = 3;

/** A recipe that is stopped by a failure in the middle, and then retried, as a user does under Executions. */
export async function interrupted(
	session: Session,
	outside: Outside,
	phone: StoredCredential,
	calls: Call[],
): Promise<Row> {
	const service = slack();
	outside.hold(failingOnce(service));
	const row: Row = {
		recipe: `${INTERRUPTED}, retried`,
		vendor: 'yeastar',
		calls: calls.length,
		written: [],
		faults: [],
	};
	const credentials = [phone, ...(await storeCredentials(session, service))];
	const recipe = readRecipe(INTERRUPTED);
	const workflow = setUp(recipe, { vendor: 'yeastar', credentials, types: service.nodes });
	const first = await runOnce(session, workflow);
	row.written.push((await service.written(session)).length);
	if (failureOf(first) === undefined) row.faults.push('The failure of Slack was none of the run.');
	const failure = failureOf(await retryExecution(session, first.id));
	const written = await service.written(session);
	row.written.push(written.length);
	row.faults.push(...(failure ? [failure] : []), ...judge({ writes: () => 1 }, calls, written));
	return row;
}

function failingOnce(service: Service): Service {
	let asked = 0;
	const answer: Service['answer'] = (request) =>
		++asked === FAILING ? { status: 500, json: {} } : service.answer(request);
	return { ...service, answer };
}
