import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/**
 * Notes which packages the code of a build comes from. `plugin` is for vite, of the page and of its workers; `list` gives the packages
 * afterwards, each with its licence and the texts that have to go along with it.
 */
export function thirdParty() {
  const folders = new Set();
  const plugin = {
    name: 'galley-third-party',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        for (const [id, { renderedLength }] of Object.entries(chunk.modules ?? {})) {
          const folder = packageFolder(id);
          if (renderedLength > 0 && folder !== undefined) folders.add(folder);
        }
      }
    },
  };
  return { plugin, list: async () => (await Promise.all([...folders].map(describePackage))).sort(byName) };
}

/** The list as a file for people: names first, then every licence text. */
export function writeNotices(packages) {
  const names = packages.map(({ name, version, license }) => `${name} ${version}: ${license}`);
  const texts = packages.map(({ name, version, license, text }) => `${name} ${version}\n\n${text || license}`);
  return `This build holds code of these packages:\n\n${names.join('\n')}\n\n${texts.map((text) => `${'-'.repeat(80)}\n${text.trim()}\n`).join('\n')}`;
}

function byName(one, other) {
  return one.name < other.name ? -1 : 1;
}

/** The folder of the package that a module lies in; undefined for our own. */
function packageFolder(id) {
  const path = id.replaceAll('\0', '').split('?')[0].split(sep).join('/');
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

async function describePackage(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)(\.|-|$)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return { name, version, license: license ?? 'unknown', text: texts.join('\n').replaceAll('\r\n', '\n') };
}
