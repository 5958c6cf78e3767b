export { callTool, type ToolAnswer } from './callTool';
export { CredentialStore } from './credentialStore';
export type { EngineOptions, NodeSettings } from './engine';
export { runNode, type RunNodeOptions, type RunResult } from './runNode';
export { searchList, type SearchListOptions } from './searchList';
export { testCredential, type TestCredentialOptions } from './testCredential';
export { TriggerRun, type TriggerRunOptions } from './triggerRun';
