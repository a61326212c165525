import type { EventChannel } from '#base';
import { Button, IconButton } from '#ui';
import { X } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import type { PasteNews } from './paste-news.ts';

export interface PasteNoticeProps {
  readonly news: EventChannel<PasteNews>;
  readonly onClosed: () => void;
}

/** One line under the text on what was just pasted: the offer to keep it plain, or why a picture did not come. */
export function PasteNotice({ news, onClosed }: PasteNoticeProps) {
  const [offer, setOffer] = useState<Extract<PasteNews, { readonly kind: 'formatted' }>>();
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  useEffect(
    () =>
      news.subscribe((item) => {
        if (item.kind === 'refused')
          setRefusals((known) => [...new Set([...known, `${item.name} was not added. ${item.reason}`])]);
        else setOffer(item.kind === 'formatted' ? item : undefined);
      }),
    [news],
  );
  const close = (): void => {
    setOffer(undefined);
    setRefusals([]);
    onClosed();
  };
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
  };
  const isShown = offer !== undefined || refusals.length > 0;
  return (
    <output className="pointer-events-none sticky bottom-4 z-10 flex justify-center empty:hidden">
      {isShown && (
        <div
          data-paste-offer={offer !== undefined || undefined}
          className="pointer-events-auto flex max-w-full items-center gap-2 rounded-lg border border-rule bg-raised py-1 ps-3 pe-1 text-sm shadow-float"
        >
          {offer !== undefined && (
            <>
              <span>Pasted as formatted text</span>
              <Button size="small" look="quiet" onKeyDown={closeOnEscape} onClick={() => offer.keepPlain()}>
                Keep as plain text
              </Button>
            </>
          )}
          {refusals.length > 0 && (
            <ul className="min-w-0 py-1 wrap-anywhere">
              {refusals.map((refusal) => (
                <li key={refusal}>{refusal}</li>
              ))}
            </ul>
          )}
          <IconButton name="Dismiss" onKeyDown={closeOnEscape} onClick={close}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </output>
  );
}
