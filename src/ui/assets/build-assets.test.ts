/** The built assets: complete, hashed, compressed, and small enough for the first visit. */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { galleryPages } from '../gallery.tsx';
import { renderPage } from '../index.ts';
import { buildAssets, type AssetManifest } from './build-assets.mjs';

let folder = '';
let manifest: AssetManifest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assets-'));
  manifest = await buildAssets(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (address: string): Promise<Buffer> => readFile(join(folder, basename(address)));

test('the manifest names hashed files that are there, with compressed copies of equal content', async () => {
  expect(JSON.parse((await read('manifest.json')).toString())).toEqual(manifest);
  expect(manifest['app.css']).toMatch(/^\/assets\/app\.[A-Z0-9]{8}\.css$/);
  expect(manifest.font).toMatch(/^\/assets\/hanken-grotesk-.*\.[A-Z0-9]{8}\.woff2$/);
  expect(manifest.icon).toMatch(/^\/assets\/favicon\.[A-Z0-9]{8}\.svg$/);
  expect(manifest.addresses).toMatch(/^\/assets\/addresses\.[A-Z0-9]{8}\.js$/);
  for (const address of [manifest['app.css'], manifest.addresses]) {
    const bytes = await read(address);
    expect(gunzipSync(await read(`${address}.gz`)).equals(bytes)).toBe(true);
    expect(brotliDecompressSync(await read(`${address}.br`)).equals(bytes)).toBe(true);
  }
});

test('the script is small, and evaluates no text as program', async () => {
  const script = (await read(manifest.addresses)).toString();
  expect(script.length).toBeLessThan(2000);
  expect(script).not.toMatch(/innerHTML|eval\(|new Function|https?:/);
});

test('the map is there for pages that need it: a small script, and the rest only when it is opened', async () => {
  const script = (await read(manifest['location-map.js'])).toString();
  expect(Buffer.byteLength(script)).toBeLessThan(2_000);
  const view = /import\("\.\/(map-view\.[A-Z0-9]{8}\.js)"\)/.exec(script)?.[1] ?? '';
  const opened = [view, manifest['map-worker.js'], manifest['map.css']];
  let bytes = 0;
  for (const file of opened) bytes += (await read(`${file}.br`)).length;
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(450_000);
});

test('building again gives the same names and no more files', async () => {
  const before = await readdir(folder);
  expect(await buildAssets(folder)).toEqual(manifest);
  expect((await readdir(folder)).toSorted()).toEqual(before.toSorted());
});

test('the style sheet refers to the font of the manifest and to nothing outside', async () => {
  const css = (await read(manifest['app.css'])).toString();
  expect(css).toContain(basename(manifest.font));
  expect(css).not.toMatch(/url\(["']?(https?:)?\/\//);
  expect(css).not.toContain('!important');
});

test('the first visit stays under 60 kB: home page, styles, font, compressed', async () => {
  const home = galleryPages['home']?.({
    assets: { ...manifest, css: manifest['app.css'] },
  });
  const page = Buffer.from(home ? renderPage(home) : '');
  const css = await read(manifest['app.css']);
  const font = await read(manifest.font);
  for (const compress of [gzipSync, brotliCompressSync]) {
    const bytes = compress(page).length + compress(css).length + font.length;
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThan(60_000);
  }
});
