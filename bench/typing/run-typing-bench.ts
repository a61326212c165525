import { chromium, type Browser } from '@playwright/test';
import { chromiumArguments } from '../../scripts/chromium-arguments.mjs';
import type { Desk } from './desk.ts';
import { openGalleyDesk } from './galley-desk.ts';
import { makeText } from './make-text.ts';
import { measureTyping } from './measure-typing.ts';
import { decap, openPeerDesk, sveltia } from './peer-desk.ts';

/** Milliseconds. */
export interface TypingFigures {
  readonly desk: string;
  readonly kilobytes: number;
  /** From the click in the list until the text is shown; median of the rounds. */
  readonly open: number;
  /** The same after the pointer rested on the post; null where that changes nothing. */
  readonly openRested: number | null;
  /** From a key until the frame that shows it is done, over all rounds. */
  readonly median: number;
  readonly p95: number;
  readonly longTasks: number;
  readonly longestTask: number;
}

const SIZES = [20, 200] as const;

/** Types into posts of two sizes here and in peers, in the same browser in turn. A peer that can't be had or opened is named and left out. */
export async function runTypingBench(rounds: number): Promise<readonly TypingFigures[]> {
  const texts = new Map(SIZES.map((kilobytes) => [kilobytes, makeText(kilobytes * 1000)]));
  const makers = [() => openGalleyDesk(texts), () => openPeerDesk(decap, texts), () => openPeerDesk(sveltia, texts)];
  const figures: TypingFigures[] = [];
  for (const make of makers) {
    try {
      const desk = await make();
      for (const kilobytes of SIZES) figures.push(await measure(desk, kilobytes, rounds));
      await desk.close();
    } catch (error) {
      console.error(`Not measured: ${String(error)}`);
    }
  }
  console.table(figures);
  return figures;
}

async function measure(desk: Desk, kilobytes: number, rounds: number): Promise<TypingFigures> {
  const [opens, restedOpens]: [number[], number[]] = [[], []];
  const keys: number[] = [];
  const longTasks: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (desk.restOn !== undefined) {
      const rested = await launch();
      const list = await desk.openList(rested);
      await desk.restOn(list, kilobytes);
      restedOpens.push(await desk.openPost(list, kilobytes));
      await rested.close();
    }
    const browser = await launch();
    const page = await desk.openList(browser);
    opens.push(await desk.openPost(page, kilobytes));
    await page.waitForTimeout(3000);
    const times = await measureTyping(page, desk.body(page));
    keys.push(...times.keys);
    longTasks.push(...times.longTasks);
    await browser.close();
  }
  return {
    desk: desk.name,
    kilobytes,
    open: at(opens, 0.5),
    openRested: restedOpens.length === 0 ? null : at(restedOpens, 0.5),
    median: at(keys, 0.5),
    p95: at(keys, 0.95),
    longTasks: longTasks.length,
    longestTask: Math.round(Math.max(0, ...longTasks)),
  };
}

function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '', args: [...chromiumArguments] });
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}
