const words =
  'the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will'.split(
    ' ',
  );

/** Markdown of at least `bytes` bytes: headings, paragraphs and lists with some emphasis, the same in every run. */
export function makeText(bytes: number): string {
  let state = 7;
  const random = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 4_294_967_296;
  };
  const sentence = (length: number): string =>
    `${Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' ')}.`;
  const blocks: string[] = [];
  for (let number = 1, size = 0; size < bytes; number += 1) {
    const block =
      number % 6 === 1
        ? `## Part ${number}`
        : number % 9 === 4
          ? `- ${sentence(40)}\n- *${sentence(12)}* and **${sentence(8)}**`
          : sentence(90);
    blocks.push(block);
    size += block.length + 2;
  }
  return `${blocks.join('\n\n')}\n`;
}
