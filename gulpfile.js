const { rm, writeFile, mkdir } = require('node:fs/promises');
const { basename, dirname, join, relative, sep } = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const { n8n, peerDependencies } = require('./package.json');

const BUNDLE = 'dist/index.js';
/** Apart from the bundle, which is parsed whenever n8n starts: numbers are only read when a node works. */
const PHONE_LIBRARY = './phoneLibrary.js';
/** What n8n has on its module path, in 1.x and 2.x: imported, never bundled. */
const PROVIDED_BY_N8N = [...Object.keys(peerDependencies), 'luxon', 'p-limit', 'zod'];

const entries = [...n8n.credentials, ...n8n.nodes].map((file) => ({
	file,
	source: file.replace(/^dist\//, './').replace(/\.js$/, ''),
	className: basename(file).split('.')[0],
}));

/** The HTML parser comes with a DOM that is not used here; it does not say itself that it may be left out. */
const unusedPartsOfParser = {
	name: 'unused-parts-of-parser',
	setup(build) {
		build.onResolve({ filter: /^dom(utils|handler|elementtype|-serializer)$/ }, async (args) => {
			if (args.pluginData === 'resolved') return undefined;
			const { path, ...options } = args;
			const resolved = await build.resolve(path, { ...options, pluginData: 'resolved' });
			return { ...resolved, sideEffects: false };
		});
	},
};

const phoneLibraryApart = {
	name: 'phone-library-apart',
	setup(build) {
		build.onResolve({ filter: /^libphonenumber-js\/min$/ }, () => ({
			path: PHONE_LIBRARY,
			external: true,
		}));
	},
};

async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Bundles a file, or what `stdin` holds, into a file of `dist`. */
async function bundleTo(outfile, options) {
	const { outputFiles } = await esbuild.build({
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		supported: { 'dynamic-import': false },
		// the modules, not their CommonJS twins: of those esbuild drops what is not used
		mainFields: ['module', 'main'],
		conditions: ['import'],
		legalComments: 'inline',
		// our names stay, for stacks of errors and for readers
		minifySyntax: true,
		minifyWhitespace: true,
		logLevel: 'warning',
		write: false,
		...options,
	});
	await mkdir(dirname(outfile), { recursive: true });
	await writeFile(outfile, inAscii(outputFiles[0].text));
}

/**
 * With one other character in it, V8 holds all of a file in two bytes each, and takes a tenth longer to load it. esbuild
 * escapes them everywhere but in regular expressions.
 */
function inAscii(code) {
	const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
	return code.replace(/[^\0-\x7f]/g, escaped);
}

/** One bundle for all nodes and credentials, so that they share one copy of each module: sessions are kept once a process. */
async function bundle() {
	const contents = entries
		.map(({ source, className }) => `export { ${className} } from '${source}';`)
		.join('\n');
	await bundleTo(BUNDLE, {
		stdin: { contents, resolveDir: __dirname, loader: 'ts' },
		plugins: [unusedPartsOfParser, phoneLibraryApart],
		external: PROVIDED_BY_N8N,
	});
	await bundleTo(join(dirname(BUNDLE), PHONE_LIBRARY), {
		entryPoints: ['nodes/shared/record/phoneLibrary.ts'],
		minifyIdentifiers: true,
	});
}

/** The file that n8n looks for under the name of each class: it hands out that class of the bundle. */
async function entryFiles() {
	for (const { file, className } of entries) {
		const path = relative(dirname(file), BUNDLE).split(sep).join('/');
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, `exports.${className} = require('${path}').${className};\n`);
	}
}

/** Icons, codex files and output schemas lie beside the nodes as they are. */
function assets() {
	return src(['nodes/**/*.{svg,json}', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.build = series(clean, parallel(bundle, entryFiles, assets));
exports.default = exports.build;
