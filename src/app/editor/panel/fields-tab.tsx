import { frontMatterRows } from '#content';
import { Button } from '#ui';
import { useStore } from '../../use-store.ts';
import { LanguageChoice } from './language-choice.tsx';
import type { PanelTabProps } from './panel-tab.ts';

/** The post's language, and what its front matter says beyond the fields that stand on the page. */
export function FieldsTab({ desk }: PanelTabProps) {
  const { surface, readOnly } = useStore(desk.session.state);
  const isSource = surface.kind === 'source';
  const others = frontMatterRows(desk.session.source).filter(({ isField }) => !isField);
  return (
    <div className="flex flex-col gap-6">
      <LanguageChoice desk={desk} />
      {others.length > 0 && (
        <section aria-labelledby="front-matter">
          <div className="flex items-center justify-between gap-2">
            <h3 id="front-matter" className="text-[0.8125rem] font-semibold text-ink">
              Front matter
            </h3>
            {!isSource && readOnly === null && (
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
          <dl className="mt-1">
            {others.map(({ key, value }) => (
              <div key={key} className="border-t border-rule py-2 text-[0.8125rem]">
                <dt className="text-ink-soft">{key}</dt>
                <dd className="line-clamp-6 whitespace-pre-wrap wrap-anywhere text-ink">
                  {value === '' ? '—' : value}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
