// n8n loads the files that package.json lists under "n8n"; the package has no entry of its own.
