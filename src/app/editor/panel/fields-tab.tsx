import { frontMatterRows } from '#content';
import { Button } from '#ui';
import { useState } from 'react';
import { useStore } from '../../use-store.ts';
import { LanguageChoice } from './language-choice.tsx';
import type { PanelTabProps } from './panel-tab.ts';
import { RowField } from './row-field.tsx';

/** The post's language, and what its front matter says beyond the fields that stand on the page. */
export function FieldsTab({ desk }: PanelTabProps) {
  const { surface, readOnly } = useStore(desk.session.state);
  const isSource = surface.kind === 'source';
  const isEditable = !isSource && readOnly === null;
  const others = frontMatterRows(desk.session.source).filter(({ isField }) => !isField);
  // Another surface starts from another text, and the fields with it.
  const [shown, setShown] = useState({ surface, version: 0 });
  if (shown.surface !== surface) setShown({ surface, version: shown.version + 1 });
  const edit = desk.session.frontMatter;
  return (
    <div className="flex flex-col gap-6">
      <LanguageChoice desk={desk} />
      {others.length > 0 && (
        <section aria-labelledby="front-matter">
          <div className="flex items-center justify-between gap-2">
            <h3 id="front-matter" className="text-[0.8125rem] font-semibold text-ink">
              Front matter
            </h3>
            {isEditable && (
              <Button
                size="small"
                look="quiet"
                onClick={() => {
                  desk.closeSheet();
                  desk.session.showSource().catch((error: unknown) => reportError(error));
                }}
              >
                Edit as source
              </Button>
            )}
          </div>
          <ul className="mt-1">
            {others.map(({ key, value, editing }) => (
              <li key={`${shown.version} ${key}`} className="border-t border-rule py-2 text-[0.8125rem]">
                {isEditable && editing !== null ? (
                  <RowField
                    name={key}
                    kind={editing.kind}
                    value={edit.get(key) ?? editing.value}
                    onChange={(next) => desk.session.setFrontMatter(key, next)}
                  />
                ) : (
                  <>
                    <p className="font-medium text-ink-soft">{key}</p>
                    <p className="line-clamp-6 whitespace-pre-wrap wrap-anywhere text-ink">
                      {value === '' ? '—' : value}
                    </p>
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
