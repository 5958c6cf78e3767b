import type { Answer, RecordedRequest } from '../shared/answer';
import { numbersToStrings, proxyPage } from '../shared/answer';
import type { Body, Permission } from './access';
import { checkAccess, checkCaller } from './access';
import { aiContext } from './aiContext';
import { aiDownload } from './aiDownload';
import { aiSummary } from './aiSummary';
import { deleteToken, getToken, refreshToken } from './authentication';
import { downloadFile, downloadPrefix } from './downloadFiles';
import { PbxError } from './errors';
import { getExtension, listExtensions, queryExtensions, searchExtensions } from './extensions';
import type { YeastarPbx } from './pbx';
import { systemInformation } from './systemInformation';

interface Route {
	method: 'GET' | 'POST';
	/** Without one the call needs no token. */
	permission?: Permission;
	handle: (pbx: YeastarPbx, request: RecordedRequest) => Body | Promise<Body>;
}

const routes: Partial<Record<string, Route>> = {
	'v1.0/get_token': { method: 'POST', handle: getToken },
	'v1.0/refresh_token': { method: 'POST', handle: refreshToken },
	'v1.0/del_token': { method: 'GET', permission: 'any', handle: deleteToken },
	'v1.0/extension/search': { method: 'GET', permission: 'extension', handle: searchExtensions },
	'v1.0/extension/list': { method: 'GET', permission: 'extension', handle: listExtensions },
	'v1.0/extension/get': { method: 'GET', permission: 'extension', handle: getExtension },
	'v1.0/extension/query': { method: 'GET', permission: 'extension', handle: queryExtensions },
	'v1.0/system/information': { method: 'GET', permission: 'system', handle: systemInformation },
	'v2.0/cdr/aidownload': { method: 'GET', permission: 'cdr', handle: aiDownload },
	'v2.0/cdr/getaicontext': { method: 'GET', permission: 'cdr', handle: aiContext },
	'v2.0/cdr/getaisummary': { method: 'GET', permission: 'cdr', handle: aiSummary },
};

/** One request to the PBX. Everything under /openapi is HTTP 200, failures too. */
export async function answerRequest(pbx: YeastarPbx, request: RecordedRequest): Promise<Answer> {
	try {
		checkCaller(pbx, request);
		if (request.path.startsWith(downloadPrefix)) return downloadFile(pbx, request);
		if (!request.path.startsWith('/openapi/')) {
			return { status: 404, text: proxyPage(404), contentType: 'text/html' };
		}
		const route = findRoute(pbx, request);
		checkAccess(pbx, request, route.permission);
		const body = await route.handle(pbx, request);
		return jsonAnswer(pbx, { errcode: 0, errmsg: 'SUCCESS', ...body });
	} catch (error) {
		if (!(error instanceof PbxError)) throw error;
		const body = { errcode: error.errcode, errmsg: error.message };
		return jsonAnswer(pbx, body, pbx.readings.failureStatus);
	}
}

/** 10001 for an unknown path and for a wrong method. */
function findRoute(pbx: YeastarPbx, request: RecordedRequest): Route {
	const path = request.path.slice('/openapi/'.length);
	const [version] = path.split('/');
	if (version !== 'v1.0' && version !== 'v2.0') throw new PbxError(10003);
	if (version === 'v2.0' && !pbx.hasV2) throw new PbxError(pbx.readings.noV2Answer);
	const route = routes[path];
	if (route?.method !== request.method) throw new PbxError(10001);
	return route;
}

function jsonAnswer(pbx: YeastarPbx, body: Body, status = 200): Answer {
	const { numbersAsStrings, errcodeAsString } = pbx.readings;
	const json = (numbersAsStrings ? numbersToStrings(body, ['errcode']) : body) as Body;
	return {
		status,
		json: errcodeAsString ? { ...json, errcode: String(json.errcode) } : json,
	};
}
