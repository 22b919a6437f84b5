// npm run reference: writes the pages of docs/reference that follow from the program itself.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../kernel/project-folder.ts';
import { modules } from '../modules.ts';
import { referencePages } from './reference/pages.ts';

for (const [file, content] of Object.entries(referencePages(modules))) {
  await writeFile(join(projectFolder, 'docs/reference', file), content);
  console.log(`Written: docs/reference/${file}`);
}
