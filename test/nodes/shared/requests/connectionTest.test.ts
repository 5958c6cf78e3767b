import {
	progressOf,
	takeMark,
	takeProgress,
	withMark,
} from '../../../../nodes/shared/requests/connectionTest';

test('a marked request is the Test button’s, and loses the mark', () => {
	expect(takeMark(withMark({ url: '/a', timeout: 5 }))).toEqual({
		isTest: true,
		request: { url: '/a', timeout: 5, headers: {} },
	});
});

test('any other is not, and keeps its headers', () => {
	expect(takeMark({ url: '/a', headers: { c: 'd' } })).toEqual({
		isTest: false,
		request: { url: '/a', headers: { c: 'd' } },
	});
	expect(takeMark({ url: '/a' }).isTest).toBe(false);
});

test('progress belongs to one credential object, and is not saved with it', () => {
	const credential = { token: 'x' };
	progressOf(credential).isWanted = true;
	progressOf(credential).result = 'works';

	expect(progressOf({ token: 'x' })).toEqual({});
	expect(JSON.parse(JSON.stringify(credential))).toEqual({ token: 'x' });
	expect(takeProgress(credential)).toEqual({ isWanted: true, result: 'works' });
	expect(takeProgress(credential)).toEqual({});
});
