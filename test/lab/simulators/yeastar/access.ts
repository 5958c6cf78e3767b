import type { RecordedRequest } from '../shared/answer';
import { PbxError } from './errors';
import type { YeastarPbx } from './pbx';

/** What a successful answer has in addition to errcode and errmsg. */
export type Body = Record<string, unknown>;

/** What the API application must be allowed to read; `any`: a token is enough. */
export type Permission = keyof YeastarPbx['permissions'] | 'any';

/** What the PBX looks at before it looks at the path. */
export function checkCaller(pbx: YeastarPbx, request: RecordedRequest): void {
	if (pbx.ipForbidden) throw new PbxError(70087);
	if (pbx.ipBlocked) throw new PbxError(70004);
	if (!pbx.apiEnabled) throw new PbxError(70123);
	if (!request.headers['user-agent']) throw new PbxError(40002);
}

/** The token counts in the query only; `Authorization: Bearer` is not looked at. */
export function checkAccess(
	pbx: YeastarPbx,
	request: RecordedRequest,
	permission: Permission | undefined,
): void {
	if (!permission) return;
	pbx.tokens.check(request.query.access_token);
	if (permission !== 'any' && !pbx.permissions[permission]) {
		throw new PbxError(pbx.readings.noPermission);
	}
}
