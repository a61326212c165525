import { describe, expect, it } from 'vitest';
import { readEmbed } from './embed.ts';

describe('readEmbed', () => {
  it.each([
    [
      'html',
      '<iframe src="https://www.youtube.com/embed/x" title="A talk"></iframe>',
      ['Embedded page', 'www.youtube.com', 'A talk'],
    ],
    ['html', '<video controls><source src="//media.example/a.mp4"></video>', ['Video', 'media.example', '']],
    ['html', '<video src="/a.mp4"></video>', ['Video', '', '']],
    [
      'html',
      '<iframe src="https://user:pw@evil.example\\@good.example/"></iframe>',
      ['Embedded page', 'evil.example', ''],
    ],
    ['html', '<iframe srcdoc="<script>1</script>"></iframe>', ['Embedded page', '', '']],
    ['shortcode', '{{< youtube abc123 >}}', ['Video', 'youtube.com', 'abc123']],
    ['liquid-tag', '{% youtube abc %}', ['Video', 'youtube.com', 'abc']],
  ])('[E31] names what %s embeds: %j', (kind, source, [name, host, title]) => {
    expect(readEmbed(kind, source)).toEqual({ kind: name, host, title });
  });

  it.each([
    ['html', '<div>text</div>'],
    ['shortcode', '{{< constructor >}}'],
    ['html-comment', '<!-- <iframe src="https://a.example"> -->'],
  ])('[E31] leaves other source as source: %s %j', (kind, source) => {
    expect(readEmbed(kind, source)).toBeUndefined();
  });
});
