import { expect, it } from 'vitest';
import { lineBefore } from './line-before.ts';

const diff = `@@ -3,4 +3,5 @@ heading
 three
-four
+four, new
+four and a half
 five
 six
@@ -20,3 +21,2 @@
 twenty
-twenty-one
 twenty-two
\\ No newline at end of file
`;

it('[X17] tells the earlier number of a line, within hunks and around them', () => {
  const numbers = [1, 3, 4, 5, 6, 7, 8, 20, 21, 22, 23].map((line) => [line, lineBefore(diff, line)]);
  expect(numbers).toEqual([
    [1, 1],
    [3, 3],
    [4, null],
    [5, null],
    [6, 5],
    [7, 6],
    [8, 7],
    [20, 19],
    [21, 20],
    [22, 22],
    [23, 23],
  ]);
});

it('[X17] tells nothing by a comparison that a host left out, and takes a new file for new', () => {
  expect(lineBefore('', 1)).toBeUndefined();
  expect(lineBefore('Binary files differ', 1)).toBeUndefined();
  expect(lineBefore('@@ -0,0 +1,2 @@\n+one\n+two\n', 2)).toBeNull();
});
