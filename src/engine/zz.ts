import { readServiceFolder, readSurroundings, serviceFolders } from '../modules/catalogue/definitions/read-folder.ts';
import { loadDefinition } from './index.ts';
const sur = await readSurroundings('canton/basel-stadt');
const t=process.cpuUsage(); 
for (const f of await serviceFolders('canton/basel-stadt')) { const files = await readServiceFolder(f); loadDefinition({...sur, files}); }
const u=process.cpuUsage(t); console.log('cpu ms', (u.user+u.system)/1000);
