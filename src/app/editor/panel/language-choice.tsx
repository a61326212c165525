import { useId } from 'react';
import { usePostLanguage } from '../use-post-language.ts';
import type { PanelTabProps } from './panel-tab.ts';

const codes =
  'ar bg ca cs cy da de el en en-GB en-US es et eu fa fi fr ga gl he hi hr hu id is it ja ko lt lv nb nl pl pt pt-BR ro ru sk sl sr sv th tr uk vi zh-CN zh-TW'.split(
    ' ',
  );
const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** The language that the browser checks the spelling of this post in. */
export function LanguageChoice({ desk }: PanelTabProps) {
  const id = useId();
  const { chosen, said } = usePostLanguage(desk);
  const choose = (code: string): void => {
    const { languages } = desk.preferences.state.get();
    const others = Object.fromEntries(Object.entries(languages).filter(([path]) => path !== desk.session.path));
    desk.preferences.change({ languages: code === '' ? others : { ...others, [desk.session.path]: code } });
  };
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-[0.8125rem] font-medium text-ink-soft">
        Language
      </label>
      <select
        id={id}
        value={chosen ?? ''}
        onChange={(event) => choose(event.target.value)}
        aria-describedby={`${id}-hint`}
        className="h-9 rounded-md border border-rule-strong bg-paper px-2 text-sm text-ink"
      >
        <option value="">
          {said === undefined ? 'As this browser has it' : `As the post has it: ${nameOf(said)}`}
        </option>
        {codes.map((code) => (
          <option key={code} value={code}>
            {nameOf(code)}
          </option>
        ))}
      </select>
      <p id={`${id}-hint`} className="text-[0.8125rem] text-ink-soft">
        The browser checks the spelling in it.
      </p>
    </div>
  );
}

function nameOf(code: string): string {
  try {
    return names.of(code) ?? code;
  } catch (error) {
    // A code that the browser does not take for one.
    if (error instanceof RangeError) return code;
    throw error;
  }
}
