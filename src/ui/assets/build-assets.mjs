/**
 * Builds what a browser loads besides the pages: one style sheet, the font, the icon, the scripts of some pages. Plain Node 20 or 24 with esbuild.
 * Names carry a hash of the content, so they may be cached for ever.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const notice =
  '/*! Parts of @digdir/designsystemet-css, MIT, Digdir. Font: Hanken Grotesk, SIL OFL 1.1, see OFL.txt. */';

/**
 * Writes the assets and `manifest.json` into `outDir` (made if absent; older files are left alone).
 * @param {string} outDir where the web layer serves `/assets/` from
 * @returns {Promise<Record<'app.css' | 'font' | 'icon' | 'addresses' | 'search' | 'answers' | 'verify-receipt' | 'passkey' | 'secret-ballot' | 'push' | 'community-live' | 'location-map.js' | 'map-worker.js' | 'map.css' | 'reports-map.js', string>>} the manifest:
 *   name to address
 */
export async function buildAssets(outDir) {
  const out = resolve(outDir);
  await mkdir(out, { recursive: true });
  const result = await build({
    absWorkingDir: here,
    entryPoints: {
      app: join(here, 'css/app.css'),
      addresses: join(here, 'script/addresses.mjs'),
      search: join(here, 'script/search.mjs'),
      answers: join(here, 'script/answers.mjs'),
      'secret-ballot': join(here, '../../modules/participation/browser/secret-ballot.ts'),
      passkey: join(here, '../../modules/identity/browser/passkey.ts'),
      push: join(here, '../../modules/notifications/browser/push.ts'),
      'community-live': join(here, '../../modules/community/browser/community-live.ts'),
      'verify-receipt': join(here, '../../modules/transparency/browser/verify-receipt.ts'),
    },
    outdir: out,
    bundle: true,
    format: 'esm',
    minify: true,
    metafile: true,
    target: ['chrome120', 'firefox121', 'safari17.2'],
    entryNames: '[name].[hash]',
    assetNames: '[name].[hash]',
    loader: { '.woff2': 'file' },
    legalComments: 'none',
    banner: { css: notice },
    logLevel: 'warning',
  });
  const built = Object.keys(result.metafile.outputs).map((path) => basename(path));
  const css = only(built, '.css');
  const manifest = {
    'app.css': `/assets/${css}`,
    font: `/assets/${only(built, '.woff2')}`,
    icon: `/assets/${await copyHashed(join(here, 'favicon.svg'), out)}`,
    addresses: `/assets/${only(built, '.js', 'addresses')}`,
    search: `/assets/${only(built, '.js', 'search')}`,
    answers: `/assets/${only(built, '.js', 'answers')}`,
    'verify-receipt': `/assets/${only(built, '.js', 'verify-receipt')}`,
    passkey: `/assets/${only(built, '.js', 'passkey')}`,
    'secret-ballot': `/assets/${only(built, '.js', 'secret-ballot')}`,
    push: `/assets/${only(built, '.js', 'push')}`,
    'community-live': `/assets/${only(built, '.js', 'community-live')}`,
    ...(await buildMap(out)),
  };
  await compress(join(out, css));
  for (const name of [
    'addresses',
    'search',
    'answers',
    'verify-receipt',
    'passkey',
    'secret-ballot',
    'push',
    'community-live',
  ])
    await compress(join(out, basename(manifest[name])));
  await compress(join(out, basename(manifest.icon)));
  await writeFile(join(out, 'OFL.txt'), await readFile(join(here, 'font/OFL.txt')));
  // BSD-3-Clause asks that its text goes with every copy.
  const mapLicence = fileURLToPath(new URL('../LICENSE.txt', import.meta.resolve('maplibre-gl')));
  await writeFile(join(out, 'maplibre-LICENSE.txt'), await readFile(mapLicence));
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/**
 * The map of location fields: a small script that every page with such a field loads, and what it fetches when the map is opened.
 * MapLibre's worker is a file of its own, because the content security policy allows none made of text.
 */
async function buildMap(out) {
  const shared = {
    absWorkingDir: here,
    outdir: out,
    bundle: true,
    minify: true,
    metafile: true,
    target: ['chrome120', 'firefox121', 'safari17.2'],
    entryNames: '[name].[hash]',
    chunkNames: '[name].[hash]',
    legalComments: 'none',
    logLevel: 'warning',
  };
  const dist = join(dirname(fileURLToPath(import.meta.resolve('maplibre-gl'))));
  const licence = '/*! MapLibre GL JS, BSD-3-Clause, see maplibre-LICENSE.txt. */';
  const script = await build({
    ...shared,
    entryPoints: {
      'location-map': join(here, 'script/location-map.mjs'),
      'reports-map': join(here, 'script/reports-map.mjs'),
    },
    format: 'esm',
    splitting: true,
    banner: { js: licence },
  });
  const others = await build({
    ...shared,
    entryPoints: { 'map-worker': join(dist, 'maplibre-gl-worker.mjs'), map: join(dist, 'maplibre-gl.css') },
    format: 'esm',
    banner: { js: licence, css: licence },
  });
  const files = [script, others].flatMap(({ metafile }) =>
    Object.keys(metafile.outputs).map((path) => basename(path)),
  );
  const named = (start, ending) =>
    `/assets/${only(
      files.filter((name) => name.startsWith(start)),
      ending,
    )}`;
  // The last percents of a megabyte would cost every build some seconds.
  await Promise.all(files.map((file) => compress(join(out, file), 9)));
  return {
    'location-map.js': named('location-map.', '.js'),
    'reports-map.js': named('reports-map.', '.js'),
    'map-worker.js': named('map-worker.', '.js'),
    'map.css': named('map.', '.css'),
  };
}

/** The one file with this ending, and this beginning; a second one would mean that the manifest points to the wrong one. */
function only(names, ending, beginning = '') {
  const found = names.filter((name) => name.startsWith(beginning) && name.endsWith(ending));
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`Expected one ${ending} file, found ${found.length}`);
  return found[0];
}

async function copyHashed(source, out) {
  const bytes = await readFile(source);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase();
  const extension = extname(source);
  const name = `${basename(source, extension)}.${hash}${extension}`;
  await writeFile(join(out, name), bytes);
  return name;
}

/** Compressed once here, so that no request waits for it. */
async function compress(path, quality = constants.BROTLI_MAX_QUALITY) {
  const bytes = await readFile(path);
  await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const manifest = await buildAssets(process.argv[2] ?? 'dist/assets');
  process.stdout.write(`${JSON.stringify(manifest)}\n`);
}
