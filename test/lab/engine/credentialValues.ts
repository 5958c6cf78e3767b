import { getAdditionalKeys } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	type IExecuteData,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	NodeHelpers,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

interface Surroundings {
	additionalData: IWorkflowExecuteAdditionalData;
	mode: WorkflowExecuteMode;
	nodeTypes: INodeTypes;
	executeData?: IExecuteData;
	values?: ICredentialsExpressionResolveValues;
}

const nowhere: INode = {
	id: '',
	name: '',
	type: 'mock',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/**
 * What a node sees of a stored credential: `applyDefaultsAndOverwrites` of n8n's `credentials-helper.js`. Defaults are
 * filled in, keys that are no property of the type or are not displayed fall away, expressions are resolved (of the item
 * where an action node asks, else without a workflow).
 */
export function toDecrypted(
	properties: INodeProperties[],
	stored: ICredentialDataDecryptedObject,
	{ additionalData, mode, nodeTypes, executeData, values }: Surroundings,
): ICredentialDataDecryptedObject {
	const raw = stored as INodeParameters;
	const data = NodeHelpers.getNodeParameters(properties, raw, true, false, null, null) ?? {};
	const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
	if (values) {
		const { runExecutionData, runIndex, itemIndex, node, connectionInputData } = values;
		return values.workflow.expression.getParameterValue(
			data,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			keys,
			executeData,
			false,
			data,
		) as ICredentialDataDecryptedObject;
	}
	const { expression } = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes });
	return expression.getComplexParameterValue(
		nowhere,
		data,
		mode,
		keys,
		undefined,
		undefined,
		data,
	) as ICredentialDataDecryptedObject;
}
