import { visibleLine } from '#base';
import type { FrontMatterRow, RowValue } from '#content';
import { Checkbox, TextField } from '#ui';
import { useState } from 'react';
import { RowList } from './row-list.tsx';

export interface RowFieldProps {
  /** The key in the front matter. */
  readonly name: string;
  readonly kind: NonNullable<FrontMatterRow['editing']>['kind'];
  /** What it begins with. */
  readonly value: RowValue;
  /** Gets what was typed; false where it can't be written. */
  readonly onChange: (value: RowValue) => boolean;
}

const refusals = {
  text: 'This can only be written in the source.',
  number: 'A number is needed here.',
  date: 'A date is needed here, such as 2026-01-31.',
} as const;

/** A value of the front matter as a field of its kind. What can't be written stays in the field, and is said not to be saved. */
export function RowField({ name, kind, value, onChange }: RowFieldProps) {
  const [draft, setDraft] = useState(value);
  const [isRefused, setRefused] = useState(false);
  const change = (next: RowValue): void => {
    setDraft(next);
    setRefused(!onChange(next));
  };
  if (kind === 'list') return <RowList name={name} items={typeof draft === 'string' ? [] : draft} onChange={change} />;
  if (typeof draft !== 'string') return null;
  if (kind === 'boolean') {
    return (
      <Checkbox checked={draft === 'true'} onCheckedChange={(isOn) => change(String(isOn))}>
        {visibleLine(name, 80)}
      </Checkbox>
    );
  }
  // A date that has a time keeps it, and the picker knows none.
  const isDay = kind === 'date' && typeof value === 'string' && value.length === 10;
  return (
    <TextField
      label={visibleLine(name, 80)}
      type={isDay ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      value={draft}
      onValueChange={change}
      autoComplete="off"
      error={isRefused ? `${refusals[kind]} It is not saved.` : undefined}
    />
  );
}
