import {
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import tseslint from 'typescript-eslint';

// What n8n's own scanner applies to a published package, on the files that it reads.
const n8nRules = (await buildScanConfig()).map((config) => ({
	...config,
	files: config.files ?? SOURCE_FILE_PATTERNS,
	// its patterns find test/credentials too
	ignores: [...(config.ignores ?? []), 'test/**'],
}));

export default tseslint.config(
	{ ignores: ['dist', 'coverage', 'reports', '.demo', '**/package-lock.json', '**/node_modules'] },
	...n8nRules,
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/consistent-type-definitions': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { ignoreUsingDeclarations: true }],
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
		},
	},
);
