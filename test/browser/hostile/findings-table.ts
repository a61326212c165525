import { findingKinds, type Finding } from './watch-page.ts';

export interface TableSource {
  readonly shown: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
  readonly stopped: readonly string[];
}

const screenOf = (place: string): string => place.replace(/ of .*$/s, '').replace(/ \d+$/, '');

/** What was shown on each screen and what was found there, as a table of Markdown. */
export function findingsTable({ shown, findings, stopped }: TableSource): string {
  const screens = [...new Set([...shown.keys(), ...findings.map(({ screen }) => screenOf(screen))])];
  const on =
    (screen: string) =>
    ({ screen: place }: { readonly screen: string }) =>
      screenOf(place) === screen;
  const rows = screens.map((screen) => {
    const found = findings.filter(on(screen));
    const counts = findingKinds.map((kind) => String(found.filter((finding) => finding.kind === kind).length));
    const halted = stopped.filter((place) => screenOf(place) === screen).length;
    return [screen, String(shown.get(screen) ?? 0), counts, String(halted)].flat();
  });
  const sums = Array.from({ length: findingKinds.length + 2 }, (_, column) =>
    String(rows.reduce((sum, row) => sum + Number(row[column + 1]), 0)),
  );
  const lines = [
    ['screen', 'vectors shown', ...findingKinds, 'stopped by the policy'],
    ['---', ...sums.map(() => '---:')],
    ...rows,
    ['all', ...sums],
  ];
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}
