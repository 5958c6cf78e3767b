export { CredentialStore } from './credential-store';
export { callTool, type ToolAnswer } from './call-tool';
export type { EngineOptions, NodeSettings } from './engine';
export { runNode, type RunNodeOptions, type RunResult } from './run-node';
export { searchList, type SearchListOptions } from './search-list';
export { testCredential, type TestCredentialOptions } from './test-credential';
export { TriggerRun, type TriggerRunOptions } from './trigger-run';
