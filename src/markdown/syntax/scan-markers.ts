import { scanTag } from './scan-tag.ts';

/** Something that opens or closes a pair: an HTML tag, a block tag of Liquid, a shortcode, a directive's fence. */
export interface Marker {
  /** What must be equal for two markers to be a pair, "html details" or "liquid if". Fences of directives all pair with one another. */
  readonly key: string;
  readonly role: 'open' | 'close';
}

const voidTags = new Set('area base br col embed hr img input link meta param source track wbr !doctype'.split(' '));
const rawTags = new Set(['script', 'style', 'textarea']);
/** The beginning of everything that can be a marker, or that hides markers. */
const candidate = /<|\{%|\{\{[<%]|\{:|^[ \t>]*:{3,}/gm;
const liquidTag = /\{%-?\s*(end)?([A-Za-z_]+)(?:(?!%\}|\{%)[^]){0,4000}%\}/y;
const shortcodeTag = /\{\{[<%]\s*(\/?)\s*([\w./-]+)(?:(?![>%]\}\}|\{\{)[^]){0,4000}[>%]\}\}/y;
const kramdownTag = /\{:(?::([A-Za-z]+)[^{}\r\n]{0,1000}|\/([A-Za-z]*))\}/y;
const directiveFence = /[ \t>]*:{3,}([^\r\n]*)/y;

/** The markers in a piece of locked source, in order. Linear in its length. */
export function scanMarkers(source: string): readonly Marker[] {
  const markers: Marker[] = [];
  const pattern = new RegExp(candidate);
  for (let found = pattern.exec(source); found !== null; found = pattern.exec(source)) {
    const end = readMarker(source, found.index, found[0], markers);
    if (end === undefined) pattern.lastIndex = found.index + 1;
    else pattern.lastIndex = end;
  }
  return markers;
}

/** Adds the marker at `offset`, if it opens or closes, and answers where reading goes on. */
function readMarker(source: string, offset: number, start: string, markers: Marker[]): number | undefined {
  if (start === '<') return readTag(source, offset, markers);
  if (start === '{%') {
    const match = sticky(liquidTag, source, offset);
    if (match === undefined) return undefined;
    markers.push({ key: `liquid ${match[2] ?? ''}`, role: match[1] === undefined ? 'open' : 'close' });
    return offset + match[0].length;
  }
  if (start === '{:') {
    const match = sticky(kramdownTag, source, offset);
    if (match === undefined) return undefined;
    const [all, opened, closed] = match;
    if (!/\/\s*\}$/.test(all) || opened === undefined)
      markers.push({ key: 'kramdown', role: opened === undefined && closed !== undefined ? 'close' : 'open' });
    return offset + all.length;
  }
  if (start.startsWith('{{')) {
    const match = sticky(shortcodeTag, source, offset);
    if (match === undefined) return undefined;
    const role = match[1] === '/' ? 'close' : 'open';
    if (role === 'close' || !/\/\s*[>%]\}\}$/.test(match[0]))
      markers.push({ key: `shortcode ${match[2] ?? ''}`, role });
    return offset + match[0].length;
  }
  const match = sticky(directiveFence, source, offset);
  if (match === undefined) return undefined;
  markers.push({ key: 'directive', role: /^[ \t]*$/.test(match[1] ?? '') ? 'close' : 'open' });
  return offset + match[0].length;
}

function readTag(source: string, offset: number, markers: Marker[]): number | undefined {
  if (source.startsWith('<!--', offset)) {
    const end = source.indexOf('-->', offset);
    return end === -1 ? source.length : end + 3;
  }
  const tag = scanTag(source, offset);
  if (tag === undefined) return undefined;
  const name = /^[A-Z]/.test(tag.name) ? tag.name : tag.name.toLowerCase();
  if (tag.role === 'open' && rawTags.has(name)) {
    const closer = new RegExp(`</${name}\\s*>`, 'gi');
    closer.lastIndex = tag.end;
    const end = closer.exec(source);
    return end === null ? source.length : end.index + end[0].length;
  }
  if (tag.role !== 'alone' && !voidTags.has(name)) markers.push({ key: `html ${name}`, role: tag.role });
  return tag.end;
}

function sticky(pattern: RegExp, source: string, offset: number): RegExpExecArray | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(source) ?? undefined;
}
