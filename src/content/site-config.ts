import * as v from 'valibot';
import { readConfigText, type ConfigProblem } from './site-config-text.ts';
import { siteConfigSchema, type SiteConfig } from './site-config-schema.ts';

/** Where a repository says how its site wants to be treated, best first. */
export const siteConfigPaths = ['.galley.yml', '.galley.json'] as const;

/** What was read of the file. `config` is complete: what is missing or wrong in the file has its default. */
export interface SiteConfigReading {
  readonly config: SiteConfig;
  /** What is wrong with the file, in order. Empty when nothing is. */
  readonly problems: readonly ConfigProblem[];
}

/** What holds where no file says otherwise. */
export const defaultSiteConfig: SiteConfig = v.parse(siteConfigSchema, {});

/**
 * Reads the text of `.galley.yml` or `.galley.json`, which is YAML too. Never throws. A value that can't be used is reported with its
 * line and has its default; so is a key that nobody knows. A text that can't be read at all gives the defaults for everything.
 */
export function parseSiteConfig(text: string): SiteConfigReading {
  const { data, problems, lineOf } = readConfigText(text);
  const unknown = takeUnknown(data);
  const found: ConfigProblem[] = [
    ...problems,
    ...unknown.map((path) => ({
      line: lineOf(path),
      message: `"${path.join('.')}" is not a setting; it is left aside.`,
    })),
  ];
  const result = v.safeParse(siteConfigSchema, data);
  if (result.success) return { config: result.output, problems: inOrder(found) };
  for (const issue of result.issues) {
    const path = (issue.path ?? []).map(({ key }) => String(key));
    found.push({ line: lineOf(path), message: `"${path.join('.')}": ${issue.message}` });
    remove(data, path);
  }
  return { config: v.parse(siteConfigSchema, data), problems: inOrder(found) };
}

function inOrder(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  return problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

type Section = Record<string, unknown>;

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Takes the keys that no setting has out of `data`, and returns their paths. */
function takeUnknown(data: Section): readonly (readonly string[])[] {
  const unknown: string[][] = [];
  for (const [key, value] of Object.entries(data)) {
    const known: unknown = Reflect.get(siteConfigSchema.entries, key);
    const settings = known === undefined ? undefined : settingsOf(known);
    if (known === undefined) {
      unknown.push([key]);
      Reflect.deleteProperty(data, key);
    } else if (settings !== undefined && isSection(value)) {
      for (const inner of Object.keys(value)) {
        if (Object.hasOwn(settings, inner)) continue;
        unknown.push([key, inner]);
        Reflect.deleteProperty(value, inner);
      }
    }
  }
  return unknown;
}

/** The settings of a section; undefined for a setting at the top. */
function settingsOf(schema: unknown): object | undefined {
  const wrapped = isSection(schema) ? schema['wrapped'] : undefined;
  const entries = isSection(wrapped) ? wrapped['entries'] : undefined;
  return isSection(entries) ? entries : undefined;
}

/** Takes a value that can't be used out of `data`: the whole setting, not an element of a list. */
function remove(data: Section, path: readonly string[]): void {
  const [section = '', setting] = path;
  const inside = data[section];
  if (setting !== undefined && isSection(inside)) Reflect.deleteProperty(inside, setting);
  else Reflect.deleteProperty(data, section);
}
