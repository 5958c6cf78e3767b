import type { RecordedRequest } from '../shared/answer';
import { PbxError } from './errors';
import type { YeastarPbx } from './pbx';
import type { Body } from './access';
import { refreshTokenSeconds } from './tokens';

/** POST v1.0/get_token {username: Client ID, password: Client Secret} (docs/phone-systems.md, "Yeastar sign-in"). */
export function getToken(pbx: YeastarPbx, request: RecordedRequest): Body {
	const { username, password } = jsonBody(request);
	if (typeof username !== 'string' || typeof password !== 'string') throw new PbxError(40002);
	if (username !== pbx.options.clientId || password !== pbx.options.clientSecret) {
		pbx.signInFailed();
		throw new PbxError(pbx.readings.wrongSecret);
	}
	pbx.signInSucceeded();
	return tokenAnswer(pbx, pbx.tokens.issue());
}

/** POST v1.0/refresh_token {refresh_token}: a new pair. */
export function refreshToken(pbx: YeastarPbx, request: RecordedRequest): Body {
	return tokenAnswer(pbx, pbx.tokens.refresh(jsonBody(request).refresh_token));
}

/** GET v1.0/del_token?access_token=…: the token's place is free again. */
export function deleteToken(pbx: YeastarPbx, request: RecordedRequest): Body {
	pbx.tokens.revoke(request.query.access_token);
	return {};
}

function tokenAnswer(
	{ options }: YeastarPbx,
	{ access, refresh }: { access: string; refresh: string },
): Body {
	return {
		access_token_expire_time: options.accessTokenSeconds,
		access_token: access,
		refresh_token_expire_time: refreshTokenSeconds,
		refresh_token: refresh,
	};
}

function jsonBody({ headers, body }: RecordedRequest): Record<string, unknown> {
	if (!headers['content-type']?.includes('json')) throw new PbxError(40002);
	if (typeof body !== 'object' || body === null) throw new PbxError(40001);
	return body as Record<string, unknown>;
}
