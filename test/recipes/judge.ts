import type { Call } from './calls';
import type { Recipe } from './list';
import { digitsOf, type Written } from './services/service';

/** What is wrong with what a recipe has written; a line each. */
export function judge(
	{ writes }: Pick<Recipe, 'writes'>,
	calls: Call[],
	written: Written[],
): string[] {
	const wrong = calls.flatMap((call) => {
		const its = written.filter(({ text }) => text.includes(call.mark));
		const { customerNumber } = call;
		return [
			...(its.length === writes(call)
				? []
				: [`${call.mark} ${its.length} written, not ${writes(call)}`]),
			...its
				.filter(
					({ customer }) =>
						customerNumber && !digitsOf(customer).includes(nationalOf(customerNumber)),
				)
				.map(({ customer }) => `${call.mark} written for ${customer}, not ${customerNumber}`),
		];
	});
	const strangers = written.filter(({ text }) => !calls.some(({ mark }) => text.includes(mark)));
	return [...wrong, ...strangers.map(({ text }) => `of no call: ${text.slice(0, 100)}`)];
}

/** The digits by which a number is known however it is written. */
const nationalOf = (number: string) => digitsOf(number).slice(-9);
