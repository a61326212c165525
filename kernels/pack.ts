// The inner loops of reading a git pack, compiled by AssemblyScript to WebAssembly: inflate (RFC 1951 in the
// RFC 1950 wrapper), SHA-1 (FIPS 180-4), CRC-32 (as in git's pack index), git's delta format
// (gitformat-pack, "Deltified representation") and folders as most are. All addresses are byte offsets into the exported memory.
// The caller owns the memory from `freeMemoryStart()` on.

const MORE_INPUT: i32 = -1;
const CORRUPT: i32 = -2;
const NOT_FOUND: i32 = -1;

// Decoding tables, one u32 an entry; 0 where the code is longer than the table's bits. Small tables are soon built, and most
// objects of a site are small. Of an entry, bits 0 to 5 are how many bits it takes, code and extra bits together; 8 to 11 the
// length of the code alone; 16 to 30 a literal, or the least length or distance; the highest bits what it is.
const LIT_BITS: i32 = 10;
const DIST_BITS: i32 = 8;
const LENGTH_BITS: i32 = 7;
const LIT_MASK: u64 = (1 << LIT_BITS) - 1;
const DIST_MASK: u64 = (1 << DIST_BITS) - 1;
const LITERAL: u32 = 0x80000000;
const LENGTH: u32 = 0x40000000;
const END: u32 = 0x20000000;
const VALUE: i32 = 16;
const LENGTH_VALUE: u32 = 0x1ff;
const CODE: i32 = 8;
const litFast: usize = memory.data((1 << LIT_BITS) * 4, 16);
const distFast: usize = memory.data((1 << DIST_BITS) * 4, 16);
// What each symbol stands for, as the entries have it without the code's length.
const litMeanings: usize = memory.data(288 * 4, 16);
const distMeanings: usize = memory.data(32 * 4, 16);
const lengthMeanings: usize = memory.data(19 * 4, 16);
let meaningsReady = false;
// While so much of input and output is left, symbols are decoded without looking for the ends.
const FAR_INPUT: usize = 32;
const FAR_OUTPUT: usize = 16;
// Canonical form for longer codes: how many codes there are of each length, and the symbols in order of code.
const litCount: usize = memory.data(16 * 2, 16);
const litSymbols: usize = memory.data(288 * 2, 16);
const distCount: usize = memory.data(16 * 2, 16);
const distSymbols: usize = memory.data(32 * 2, 16);
const lengths: usize = memory.data(320, 16);
const offsets: usize = memory.data(16 * 2, 16);

const lengthBase = memory.data<u16>([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258, 0, 0,
]);
const lengthExtra = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0, 0, 0,
]);
const distBase = memory.data<u16>([
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577, 0, 0,
]);
const distExtra = memory.data<u8>([
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 0, 0,
]);
const codeOrder = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

// No entry: the bits are no code, or end before the code does.
const NO_CODE: u32 = 0;
const NO_MORE: u32 = 0x3f;

let bitBuffer: u64 = 0;
let bitCount: i32 = 0;
let input: usize = 0;
let inputEnd: usize = 0;

/** Where the caller's memory begins. */
export function freeMemoryStart(): usize {
  return (__heap_base + 63) & ~63;
}

function buildMeanings(): void {
  for (let symbol: u32 = 0; symbol < 256; symbol++) store<u32>(litMeanings + (symbol << 2), LITERAL | (symbol << VALUE));
  store<u32>(litMeanings + (256 << 2), END);
  for (let code: usize = 0; code < 29; code++) {
    const least = load<u16>(lengthBase + (code << 1)) as u32;
    store<u32>(litMeanings + ((257 + code) << 2), LENGTH | (least << VALUE) | load<u8>(lengthExtra + code));
  }
  for (let code: usize = 0; code < 30; code++) {
    const least = load<u16>(distBase + (code << 1)) as u32;
    store<u32>(distMeanings + (code << 2), (least << VALUE) | load<u8>(distExtra + code));
  }
  for (let symbol: u32 = 0; symbol < 19; symbol++) store<u32>(lengthMeanings + (symbol << 2), LITERAL | (symbol << VALUE));
  meaningsReady = true;
}

// @ts-ignore: decorator
@inline
function refill(): void {
  if (input + 8 <= inputEnd) {
    bitBuffer |= load<u64>(input) << (bitCount as u64);
    input += ((63 - bitCount) >> 3) as usize;
    bitCount |= 56;
  } else {
    while (bitCount <= 56 && input < inputEnd) {
      bitBuffer |= (load<u8>(input++) as u64) << (bitCount as u64);
      bitCount += 8;
    }
  }
}

// @ts-ignore: decorator
@inline
function take(count: i32): u32 {
  const value = (bitBuffer & ((1 << (count as u64)) - 1)) as u32;
  bitBuffer >>= count as u64;
  bitCount -= count;
  return value;
}

/** Builds both forms of a code from `count` code lengths at `from`. False when the lengths say more codes than there can be. */
function buildCode(from: usize, count: i32, counts: usize, symbols: usize, meanings: usize, fast: usize, bits: i32): bool {
  memory.fill(counts, 0, 32);
  for (let i = 0; i < count; i++) {
    const at = counts + ((load<u8>(from + i) as usize) << 1);
    store<u16>(at, load<u16>(at) + 1);
  }
  store<u16>(counts, 0);
  let left: i32 = 1;
  let offset: i32 = 0;
  for (let length = 1; length < 16; length++) {
    const codes = load<u16>(counts + (length << 1)) as i32;
    left = (left << 1) - codes;
    if (left < 0) return false;
    store<u16>(offsets + (length << 1), offset as u16);
    offset += codes;
  }
  for (let symbol = 0; symbol < count; symbol++) {
    const length = load<u8>(from + symbol) as i32;
    if (length == 0) continue;
    const place = offsets + (length << 1);
    const index = load<u16>(place);
    store<u16>(place, index + 1);
    store<u16>(symbols + ((index as usize) << 1), symbol as u16);
  }
  // The table is looked up by the code with its first bit lowest. What it has for one bit less holds whatever the next bit is.
  store<u32>(fast, 0);
  let size = 1;
  let code = 0;
  let next = symbols;
  for (let length = 1; length <= bits; length++) {
    memory.copy(fast + (size << 2), fast, size << 2);
    size <<= 1;
    for (let codes = load<u16>(counts + (length << 1)) as i32; codes > 0; codes--) {
      store<u32>(fast + (code << 2), load<u32>(meanings + ((load<u16>(next) as usize) << 2)) + ((length << CODE) | length));
      next += 2;
      // Counts up from the highest bit downwards.
      const clear = code ^ (size - 1);
      if (clear == 0) break;
      const highest = 1 << (31 - clz<i32>(clear));
      code = (code & (highest - 1)) | highest;
    }
  }
  return true;
}

/** Decodes one symbol bit by bit, for codes longer than the fast table. */
function decodeSlowly(counts: usize, symbols: usize, meanings: usize): u32 {
  let code: i32 = 0;
  let first: i32 = 0;
  let index: i32 = 0;
  let bits = bitBuffer;
  for (let length = 1; length < 16; length++) {
    code |= (bits & 1) as i32;
    bits >>= 1;
    const count = load<u16>(counts + (length << 1)) as i32;
    if (code - count < first) {
      if (length > bitCount) return NO_MORE;
      bitBuffer >>= length as u64;
      bitCount -= length;
      return load<u32>(meanings + ((load<u16>(symbols + (((index + code - first) as usize) << 1)) as usize) << 2));
    }
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return bitCount < 15 ? NO_MORE : NO_CODE;
}

/** The entry of the next symbol, whose code is taken and its extra bits not; or NO_MORE, or NO_CODE. */
// @ts-ignore: decorator
@inline
function decode(fast: usize, mask: u64, counts: usize, symbols: usize, meanings: usize): u32 {
  const entry = load<u32>(fast + (((bitBuffer & mask) as usize) << 2));
  if (entry == 0) return decodeSlowly(counts, symbols, meanings);
  const length = ((entry >> CODE) & 15) as i32;
  if (length > bitCount) return NO_MORE;
  bitBuffer >>= length as u64;
  bitCount -= length;
  return entry - ((length << CODE) | length);
}

function buildFixedCodes(): void {
  memory.fill(lengths, 8, 144);
  memory.fill(lengths + 144, 9, 112);
  memory.fill(lengths + 256, 7, 24);
  memory.fill(lengths + 280, 8, 8);
  buildCode(lengths, 288, litCount, litSymbols, litMeanings, litFast, LIT_BITS);
  memory.fill(lengths, 5, 30);
  buildCode(lengths, 30, distCount, distSymbols, distMeanings, distFast, DIST_BITS);
}

/** Reads the code lengths of a dynamic block. 0, or an error. */
function readDynamicCodes(): i32 {
  refill();
  if (bitCount < 14) return MORE_INPUT;
  const litCodes = (take(5) + 257) as i32;
  const distCodes = (take(5) + 1) as i32;
  const lengthCodes = (take(4) + 4) as i32;
  if (litCodes > 286 || distCodes > 30) return CORRUPT;
  memory.fill(lengths, 0, 19);
  for (let i = 0; i < lengthCodes; i++) {
    refill();
    if (bitCount < 3) return MORE_INPUT;
    store<u8>(lengths + load<u8>(codeOrder + i), take(3) as u8);
  }
  if (!buildCode(lengths, 19, litCount, litSymbols, lengthMeanings, litFast, LENGTH_BITS)) return CORRUPT;
  const total = litCodes + distCodes;
  let i = 0;
  while (i < total) {
    refill();
    const entry = decode(litFast, (1 << LENGTH_BITS) - 1, litCount, litSymbols, lengthMeanings);
    if (entry == NO_MORE) return MORE_INPUT;
    if (entry == NO_CODE) return CORRUPT;
    const symbol = ((entry ^ LITERAL) >> VALUE) as i32;
    if (symbol < 16) {
      store<u8>(lengths + i++, symbol as u8);
      continue;
    }
    let value: u8 = 0;
    let times: i32 = 0;
    if (symbol == 16) {
      if (i == 0) return CORRUPT;
      if (bitCount < 2) return MORE_INPUT;
      value = load<u8>(lengths + i - 1);
      times = 3 + (take(2) as i32);
    } else if (symbol == 17) {
      if (bitCount < 3) return MORE_INPUT;
      times = 3 + (take(3) as i32);
    } else {
      if (bitCount < 7) return MORE_INPUT;
      times = 11 + (take(7) as i32);
    }
    if (i + times > total) return CORRUPT;
    memory.fill(lengths + i, value, times);
    i += times;
  }
  if (load<u8>(lengths + 256) == 0) return CORRUPT;
  if (!buildCode(lengths, litCodes, litCount, litSymbols, litMeanings, litFast, LIT_BITS)) return CORRUPT;
  if (!buildCode(lengths + litCodes, distCodes, distCount, distSymbols, distMeanings, distFast, DIST_BITS)) return CORRUPT;
  return 0;
}

const BLOCK_ENDED: i32 = 1;
const ONE_SYMBOL: i32 = 0;
let farState: i32 = ONE_SYMBOL;

// @ts-ignore: decorator
@inline
function lowBits(bits: u64, count: u32): u32 {
  return (bits as u32) & ((1 << (count & 31)) - 1);
}

/** Copies what a match has behind its first sixteen bytes, as many at a time. */
function copyFar(out: usize, distance: usize, matched: usize): void {
  for (let done: usize = 16; done < matched; done += 16) v128.store(out + done, v128.load(out + done - distance));
}

/** Copies a match that begins so near that it goes on with what it has copied itself. */
function copyNear(out: usize, distance: usize, matched: usize): void {
  for (let done: usize = 0; done < matched; done++) store<u8>(out + done, load<u8>(out + done - distance));
}

/**
 * Decodes symbols while both ends are far, with the bits in locals. Returns where the output has come to, and leaves in
 * `farState` that the block ended, that the next symbol is to be decoded with care, or an error. Of `count` and of the counts
 * of bits that shifts are given, the lowest bits alone are looked at: what an entry has above them does no harm.
 *
 * A round leaves ten bits or more, so that the next looks up its first entry while the bits behind them come. With 56 at hand it
 * takes three literals of at most 10 each, or up to one of them and a match of at most 36; after two, bits are added.
 */
function inflateFar(start: usize, to: usize, outEnd: usize): usize {
  let out = start;
  let bits = bitBuffer;
  let count = bitCount as u32;
  let at = input;
  const inputLimit = inputEnd - FAR_INPUT;
  const outLimit = outEnd - FAR_OUTPUT;
  farState = ONE_SYMBOL;
  bits |= load<u64>(at) << (count as u64);
  at += (((63 - count) >> 3) & 7) as usize;
  count |= 56;
  while (at < inputLimit && out < outLimit) {
    let entry = load<u32>(litFast + (((bits & LIT_MASK) as usize) << 2));
    bits |= load<u64>(at) << (count as u64);
    at += (((63 - count) >> 3) & 7) as usize;
    count |= 56;
    if ((entry & LITERAL) != 0) {
      store<u8>(out++, (entry >> VALUE) as u8);
      bits >>= entry as u64;
      count -= entry;
      entry = load<u32>(litFast + (((bits & LIT_MASK) as usize) << 2));
      if ((entry & LITERAL) != 0) {
        store<u8>(out++, (entry >> VALUE) as u8);
        bits >>= entry as u64;
        count -= entry;
        entry = load<u32>(litFast + (((bits & LIT_MASK) as usize) << 2));
        if ((entry & LITERAL) != 0) {
          store<u8>(out++, (entry >> VALUE) as u8);
          bits >>= entry as u64;
          count -= entry;
          continue;
        }
        bits |= load<u64>(at) << (count as u64);
        at += (((63 - count) >> 3) & 7) as usize;
        count |= 56;
      }
    }
    if ((entry & LENGTH) == 0) {
      if ((entry & END) == 0) break;
      bits >>= entry as u64;
      count -= entry;
      farState = BLOCK_ENDED;
      break;
    }
    const matched = (((entry >> VALUE) & LENGTH_VALUE) + (lowBits(bits, entry) >> ((entry >> CODE) & 15))) as usize;
    if (out + matched > outLimit) break;
    const rest = bits >> (entry as u64);
    const distEntry = load<u32>(distFast + (((rest & DIST_MASK) as usize) << 2));
    if (distEntry == 0) break;
    const distance = ((distEntry >> VALUE) + (lowBits(rest, distEntry) >> ((distEntry >> CODE) & 15))) as usize;
    bits = rest >> (distEntry as u64);
    count -= entry + distEntry;
    if (distance > out - to) {
      farState = CORRUPT;
      break;
    }
    if (distance >= 16) {
      // Up to fifteen bytes too many are written, which what comes next overwrites.
      v128.store(out, v128.load(out - distance));
      if (matched > 16) copyFar(out, distance, matched);
    } else copyNear(out, distance, matched);
    out += matched;
  }
  bitBuffer = bits;
  bitCount = (count & 63) as i32;
  input = at;
  return out;
}

/**
 * Inflates one zlib stream from [from, end) to exactly `size` bytes at `to`. Returns how many input bytes the stream
 * took, -1 when the input ends before the stream does, -2 when it is no such stream or gives another size.
 */
export function inflate(from: usize, end: usize, to: usize, size: i32): i32 {
  if (!meaningsReady) buildMeanings();
  if (end - from < 2) return MORE_INPUT;
  const head = ((load<u8>(from) as u32) << 8) | (load<u8>(from + 1) as u32);
  if ((load<u8>(from) & 15) != 8 || head % 31 != 0 || (head & 32) != 0) return CORRUPT;
  input = from + 2;
  inputEnd = end;
  bitBuffer = 0;
  bitCount = 0;
  let out = to;
  const outEnd = to + size;
  let last = false;
  while (!last) {
    refill();
    if (bitCount < 3) return MORE_INPUT;
    last = take(1) == 1;
    const kind = take(2);
    if (kind == 0) {
      take(bitCount & 7);
      input -= (bitCount >> 3) as usize;
      bitBuffer = 0;
      bitCount = 0;
      if (input + 4 > inputEnd) return MORE_INPUT;
      const length = load<u16>(input) as usize;
      if ((load<u16>(input + 2) as usize) != (~length & 0xffff)) return CORRUPT;
      input += 4;
      if (out + length > outEnd) return CORRUPT;
      if (input + length > inputEnd) return MORE_INPUT;
      memory.copy(out, input, length);
      input += length;
      out += length;
      continue;
    }
    if (kind == 3) return CORRUPT;
    if (kind == 1) buildFixedCodes();
    else {
      const read = readDynamicCodes();
      if (read < 0) return read;
    }
    for (;;) {
      if (input + FAR_INPUT < inputEnd && out + FAR_OUTPUT < outEnd) {
        out = inflateFar(out, to, outEnd);
        if (farState < 0) return farState;
        if (farState == BLOCK_ENDED) break;
      }
      refill();
      const entry = decode(litFast, LIT_MASK, litCount, litSymbols, litMeanings);
      if ((entry & LITERAL) != 0) {
        if (out >= outEnd) return CORRUPT;
        store<u8>(out++, (entry >> VALUE) as u8);
        continue;
      }
      if ((entry & END) != 0) break;
      if ((entry & LENGTH) == 0) return entry == NO_MORE ? MORE_INPUT : CORRUPT;
      const lengthBits = (entry & 63) as i32;
      if (bitCount < lengthBits) return MORE_INPUT;
      const length = (((entry >> VALUE) & LENGTH_VALUE) + take(lengthBits)) as usize;
      refill();
      const distEntry = decode(distFast, DIST_MASK, distCount, distSymbols, distMeanings);
      if (distEntry == NO_MORE) return MORE_INPUT;
      if (distEntry == NO_CODE) return CORRUPT;
      const distBits = (distEntry & 63) as i32;
      if (bitCount < distBits) return MORE_INPUT;
      const distance = ((distEntry >> VALUE) + take(distBits)) as usize;
      if (distance > out - to || out + length > outEnd) return CORRUPT;
      let source = out - distance;
      const stop = out + length;
      while (out < stop) store<u8>(out++, load<u8>(source++));
    }
  }
  input -= (bitCount >> 3) as usize;
  if (out != outEnd) return CORRUPT;
  if (input + 4 > inputEnd) return MORE_INPUT;
  return (input + 4 - from) as i32;
}

// SHA-1. A state is 96 bytes: five u32, the byte count as u64 at 24, and a block of 64 bytes at 32.
const objectState: usize = memory.data(96, 16);
const schedule: usize = memory.data(80 * 16, 16);
const header: usize = memory.data(32, 16);

export function sha1Start(state: usize): void {
  store<u32>(state, 0x67452301);
  store<u32>(state, 0xefcdab89, 4);
  store<u32>(state, 0x98badcfe, 8);
  store<u32>(state, 0x10325476, 12);
  store<u32>(state, 0xc3d2e1f0, 16);
  store<u64>(state, 0, 24);
}

/** Makes the word of the schedule that is 16 behind the one at `at`. */
// @ts-ignore: decorator
@inline
function nextWord(at: usize): void {
  store<u32>(at, rotl<u32>(load<u32>(at, 13 * 4) ^ load<u32>(at, 8 * 4) ^ load<u32>(at, 2 * 4) ^ load<u32>(at), 1), 16 * 4);
}

/** One block. */
function sha1Block(state: usize, block: usize): void {
  for (let word: usize = 0; word < 64; word += 4) store<u32>(schedule + word, bswap<u32>(load<u32>(block + word)));
  let a = load<u32>(state);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  let e = load<u32>(state, 16);
  let at = schedule;
  for (; at < schedule + 20 * 4; at += 20) {
    nextWord(at);
    e += rotl<u32>(a, 5) + (d ^ (b & (c ^ d))) + 0x5a827999 + load<u32>(at);
    b = rotl<u32>(b, 30);
    nextWord(at + 4);
    d += rotl<u32>(e, 5) + (c ^ (a & (b ^ c))) + 0x5a827999 + load<u32>(at, 4);
    a = rotl<u32>(a, 30);
    nextWord(at + 8);
    c += rotl<u32>(d, 5) + (b ^ (e & (a ^ b))) + 0x5a827999 + load<u32>(at, 8);
    e = rotl<u32>(e, 30);
    nextWord(at + 12);
    b += rotl<u32>(c, 5) + (a ^ (d & (e ^ a))) + 0x5a827999 + load<u32>(at, 12);
    d = rotl<u32>(d, 30);
    nextWord(at + 16);
    a += rotl<u32>(b, 5) + (e ^ (c & (d ^ e))) + 0x5a827999 + load<u32>(at, 16);
    c = rotl<u32>(c, 30);
  }
  for (; at < schedule + 40 * 4; at += 20) {
    nextWord(at);
    e += rotl<u32>(a, 5) + (b ^ c ^ d) + 0x6ed9eba1 + load<u32>(at);
    b = rotl<u32>(b, 30);
    nextWord(at + 4);
    d += rotl<u32>(e, 5) + (a ^ b ^ c) + 0x6ed9eba1 + load<u32>(at, 4);
    a = rotl<u32>(a, 30);
    nextWord(at + 8);
    c += rotl<u32>(d, 5) + (e ^ a ^ b) + 0x6ed9eba1 + load<u32>(at, 8);
    e = rotl<u32>(e, 30);
    nextWord(at + 12);
    b += rotl<u32>(c, 5) + (d ^ e ^ a) + 0x6ed9eba1 + load<u32>(at, 12);
    d = rotl<u32>(d, 30);
    nextWord(at + 16);
    a += rotl<u32>(b, 5) + (c ^ d ^ e) + 0x6ed9eba1 + load<u32>(at, 16);
    c = rotl<u32>(c, 30);
  }
  for (; at < schedule + 60 * 4; at += 20) {
    nextWord(at);
    e += rotl<u32>(a, 5) + ((b & c) | (d & (b | c))) + 0x8f1bbcdc + load<u32>(at);
    b = rotl<u32>(b, 30);
    nextWord(at + 4);
    d += rotl<u32>(e, 5) + ((a & b) | (c & (a | b))) + 0x8f1bbcdc + load<u32>(at, 4);
    a = rotl<u32>(a, 30);
    nextWord(at + 8);
    c += rotl<u32>(d, 5) + ((e & a) | (b & (e | a))) + 0x8f1bbcdc + load<u32>(at, 8);
    e = rotl<u32>(e, 30);
    nextWord(at + 12);
    b += rotl<u32>(c, 5) + ((d & e) | (a & (d | e))) + 0x8f1bbcdc + load<u32>(at, 12);
    d = rotl<u32>(d, 30);
    nextWord(at + 16);
    a += rotl<u32>(b, 5) + ((c & d) | (e & (c | d))) + 0x8f1bbcdc + load<u32>(at, 16);
    c = rotl<u32>(c, 30);
  }
  nextWord(at);
  nextWord(at + 4);
  nextWord(at + 8);
  nextWord(at + 12);
  for (; at < schedule + 80 * 4; at += 20) {
    e += rotl<u32>(a, 5) + (b ^ c ^ d) + 0xca62c1d6 + load<u32>(at);
    b = rotl<u32>(b, 30);
    d += rotl<u32>(e, 5) + (a ^ b ^ c) + 0xca62c1d6 + load<u32>(at, 4);
    a = rotl<u32>(a, 30);
    c += rotl<u32>(d, 5) + (e ^ a ^ b) + 0xca62c1d6 + load<u32>(at, 8);
    e = rotl<u32>(e, 30);
    b += rotl<u32>(c, 5) + (d ^ e ^ a) + 0xca62c1d6 + load<u32>(at, 12);
    d = rotl<u32>(d, 30);
    a += rotl<u32>(b, 5) + (c ^ d ^ e) + 0xca62c1d6 + load<u32>(at, 16);
    c = rotl<u32>(c, 30);
  }
  store<u32>(state, load<u32>(state) + a);
  store<u32>(state, load<u32>(state, 4) + b, 4);
  store<u32>(state, load<u32>(state, 8) + c, 8);
  store<u32>(state, load<u32>(state, 12) + d, 12);
  store<u32>(state, load<u32>(state, 16) + e, 16);
}

export function sha1Update(state: usize, from: usize, length: usize): void {
  const held = (load<u64>(state, 24) & 63) as usize;
  store<u64>(state, load<u64>(state, 24) + (length as u64), 24);
  let at = from;
  let left = length;
  if (held > 0) {
    const room: usize = 64 - held;
    const part = left < room ? left : room;
    memory.copy(state + 32 + held, at, part);
    at += part;
    left -= part;
    if (held + part < 64) return;
    sha1Block(state, state + 32);
  }
  while (left >= 64) {
    sha1Block(state, at);
    at += 64;
    left -= 64;
  }
  if (left > 0) memory.copy(state + 32, at, left);
}

/** Writes the 20 bytes of the hash at `to`. The state is spent. */
export function sha1Finish(state: usize, to: usize): void {
  const total = load<u64>(state, 24);
  const held = (total & 63) as usize;
  store<u8>(state + 32 + held, 0x80);
  if (held >= 56) {
    memory.fill(state + 33 + held, 0, 63 - held);
    sha1Block(state, state + 32);
    memory.fill(state + 32, 0, 56);
  } else {
    memory.fill(state + 33 + held, 0, 55 - held);
  }
  store<u64>(state, bswap<u64>(total << 3), 88);
  sha1Block(state, state + 32);
  for (let i: usize = 0; i < 20; i += 4) store<u32>(to + i, bswap<u32>(load<u32>(state + i)));
}

// What git puts before an object that it hashes: its type's name, a space, its length and a NUL.
const HEADER: usize = 32;

/** Writes the header of an object of `length` bytes so that it ends before `end`, and returns where it begins. `type`: 1 commit, 2 tree, 3 blob, 4 tag. */
function writeHeader(type: i32, length: usize, end: usize): usize {
  let at = end - 1;
  store<u8>(at, 0);
  let rest = length;
  do {
    at -= 1;
    store<u8>(at, (48 + (rest % 10)) as u8);
    rest /= 10;
  } while (rest > 0);
  // Eight bytes are written, of which the type's name and the space are the last.
  const digits = at;
  if (type == 1) {
    store<u64>(digits - 8, 0x2074696d6d6f6300);
    return digits - 7;
  }
  if (type == 2) {
    store<u64>(digits - 8, 0x2065657274000000);
    return digits - 5;
  }
  if (type == 3) {
    store<u64>(digits - 8, 0x20626f6c62000000);
    return digits - 5;
  }
  store<u64>(digits - 8, 0x2067617400000000);
  return digits - 4;
}

/** Writes the 20 bytes of the object id of [from, from + length) at `to`. */
export function hashObject(type: i32, from: usize, length: usize, to: usize): void {
  const start = writeHeader(type, length, header + HEADER);
  sha1Start(objectState);
  sha1Update(objectState, start, header + HEADER - start);
  sha1Update(objectState, from, length);
  sha1Finish(objectState, to);
}

// Four messages side by side, one in each lane of a vector: twice as fast as one after the other, since the steps of one
// message wait for each other. Word i of lane j of the state is at `laneStates + 16 i + 4 j`; `schedule` is one block of each,
// made longer as the rounds go on.
const LANES: i32 = 4;
const laneStates: usize = memory.data(5 * 16, 16);
// Of each lane: where its next block is, how many blocks are left, where the hash goes.
const laneBlocks: usize = memory.data(16, 16);
const laneLeft: usize = memory.data(16, 16);
const laneTargets: usize = memory.data(16, 16);

// @ts-ignore: decorator
@inline
function rotateLeft(v: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(v, bits), i32x4.shr_u(v, 32 - bits));
}

// @ts-ignore: decorator
@inline
function bigEndian(words: v128): v128 {
  return i8x16.shuffle(words, words, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

/** Puts four words of each of four blocks into the schedule. */
// @ts-ignore: decorator
@inline
function scheduleWords(to: usize, block0: usize, block1: usize, block2: usize, block3: usize): void {
  const b0 = bigEndian(v128.load(block0));
  const b1 = bigEndian(v128.load(block1));
  const b2 = bigEndian(v128.load(block2));
  const b3 = bigEndian(v128.load(block3));
  const low01 = i32x4.shuffle(b0, b1, 0, 4, 1, 5);
  const high01 = i32x4.shuffle(b0, b1, 2, 6, 3, 7);
  const low23 = i32x4.shuffle(b2, b3, 0, 4, 1, 5);
  const high23 = i32x4.shuffle(b2, b3, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(low01, low23, 0, 2));
  v128.store(to, i64x2.shuffle(low01, low23, 1, 3), 16);
  v128.store(to, i64x2.shuffle(high01, high23, 0, 2), 32);
  v128.store(to, i64x2.shuffle(high01, high23, 1, 3), 48);
}

/** Makes the schedule's word that is 16 behind the one at `at`. */
// @ts-ignore: decorator
@inline
function scheduleNext(at: usize): void {
  const mixed = v128.xor(
    v128.xor(v128.load(at, 13 * 16), v128.load(at, 8 * 16)),
    v128.xor(v128.load(at, 2 * 16), v128.load(at)),
  );
  v128.store(at, rotateLeft(mixed, 1), 16 * 16);
}

// @ts-ignore: decorator
@inline
function choose(b: v128, c: v128, d: v128): v128 {
  return v128.xor(d, v128.and(b, v128.xor(c, d)));
}

// @ts-ignore: decorator
@inline
function parity(b: v128, c: v128, d: v128): v128 {
  return v128.xor(v128.xor(b, c), d);
}

// @ts-ignore: decorator
@inline
function majority(b: v128, c: v128, d: v128): v128 {
  return v128.or(v128.and(b, c), v128.and(d, v128.or(b, c)));
}

/** What `e` becomes in one round, of which `word` is the scheduled one. */
// @ts-ignore: decorator
@inline
function mix(a: v128, f: v128, e: v128, k: v128, word: v128): v128 {
  return i32x4.add(i32x4.add(rotateLeft(a, 5), f), i32x4.add(i32x4.add(e, k), word));
}

/** `count` blocks of each lane, from these addresses. */
function sha1Lanes(from0: usize, from1: usize, from2: usize, from3: usize, count: i32): void {
  let block0 = from0;
  let block1 = from1;
  let block2 = from2;
  let block3 = from3;
  for (let left = count; left > 0; left--) {
    scheduleWords(schedule, block0, block1, block2, block3);
    scheduleWords(schedule + 64, block0 + 16, block1 + 16, block2 + 16, block3 + 16);
    scheduleWords(schedule + 128, block0 + 32, block1 + 32, block2 + 32, block3 + 32);
    scheduleWords(schedule + 192, block0 + 48, block1 + 48, block2 + 48, block3 + 48);
    block0 += 64;
    block1 += 64;
    block2 += 64;
    block3 += 64;
    let a = v128.load(laneStates);
    let b = v128.load(laneStates, 16);
    let c = v128.load(laneStates, 32);
    let d = v128.load(laneStates, 48);
    let e = v128.load(laneStates, 64);
    let at = schedule;
    // Five rounds a step, so that no value has to move; the schedule goes ahead of them, which fills what they wait for.
    let k = i32x4.splat(0x5a827999);
    for (; at < schedule + 20 * 16; at += 80) {
      scheduleNext(at);
      e = mix(a, choose(b, c, d), e, k, v128.load(at));
      b = rotateLeft(b, 30);
      scheduleNext(at + 16);
      d = mix(e, choose(a, b, c), d, k, v128.load(at, 16));
      a = rotateLeft(a, 30);
      scheduleNext(at + 32);
      c = mix(d, choose(e, a, b), c, k, v128.load(at, 32));
      e = rotateLeft(e, 30);
      scheduleNext(at + 48);
      b = mix(c, choose(d, e, a), b, k, v128.load(at, 48));
      d = rotateLeft(d, 30);
      scheduleNext(at + 64);
      a = mix(b, choose(c, d, e), a, k, v128.load(at, 64));
      c = rotateLeft(c, 30);
    }
    k = i32x4.splat(0x6ed9eba1);
    for (; at < schedule + 40 * 16; at += 80) {
      scheduleNext(at);
      e = mix(a, parity(b, c, d), e, k, v128.load(at));
      b = rotateLeft(b, 30);
      scheduleNext(at + 16);
      d = mix(e, parity(a, b, c), d, k, v128.load(at, 16));
      a = rotateLeft(a, 30);
      scheduleNext(at + 32);
      c = mix(d, parity(e, a, b), c, k, v128.load(at, 32));
      e = rotateLeft(e, 30);
      scheduleNext(at + 48);
      b = mix(c, parity(d, e, a), b, k, v128.load(at, 48));
      d = rotateLeft(d, 30);
      scheduleNext(at + 64);
      a = mix(b, parity(c, d, e), a, k, v128.load(at, 64));
      c = rotateLeft(c, 30);
    }
    k = i32x4.splat(0x8f1bbcdc);
    for (; at < schedule + 60 * 16; at += 80) {
      scheduleNext(at);
      e = mix(a, majority(b, c, d), e, k, v128.load(at));
      b = rotateLeft(b, 30);
      scheduleNext(at + 16);
      d = mix(e, majority(a, b, c), d, k, v128.load(at, 16));
      a = rotateLeft(a, 30);
      scheduleNext(at + 32);
      c = mix(d, majority(e, a, b), c, k, v128.load(at, 32));
      e = rotateLeft(e, 30);
      scheduleNext(at + 48);
      b = mix(c, majority(d, e, a), b, k, v128.load(at, 48));
      d = rotateLeft(d, 30);
      scheduleNext(at + 64);
      a = mix(b, majority(c, d, e), a, k, v128.load(at, 64));
      c = rotateLeft(c, 30);
    }
    scheduleNext(at);
    scheduleNext(at + 16);
    scheduleNext(at + 32);
    scheduleNext(at + 48);
    k = i32x4.splat(0xca62c1d6);
    for (; at < schedule + 80 * 16; at += 80) {
      e = mix(a, parity(b, c, d), e, k, v128.load(at));
      b = rotateLeft(b, 30);
      d = mix(e, parity(a, b, c), d, k, v128.load(at, 16));
      a = rotateLeft(a, 30);
      c = mix(d, parity(e, a, b), c, k, v128.load(at, 32));
      e = rotateLeft(e, 30);
      b = mix(c, parity(d, e, a), b, k, v128.load(at, 48));
      d = rotateLeft(d, 30);
      a = mix(b, parity(c, d, e), a, k, v128.load(at, 64));
      c = rotateLeft(c, 30);
    }
    v128.store(laneStates, i32x4.add(v128.load(laneStates), a));
    v128.store(laneStates, i32x4.add(v128.load(laneStates, 16), b), 16);
    v128.store(laneStates, i32x4.add(v128.load(laneStates, 32), c), 32);
    v128.store(laneStates, i32x4.add(v128.load(laneStates, 48), d), 48);
    v128.store(laneStates, i32x4.add(v128.load(laneStates, 64), e), 64);
  }
}

// @ts-ignore: decorator
@inline
function lane(values: usize, index: i32): usize {
  return load<u32>(values + (index << 2)) as usize;
}

// @ts-ignore: decorator
@inline
function setLane(values: usize, index: i32, value: usize): void {
  store<u32>(values + (index << 2), value as u32);
}

/** Copies a lane's five words of state to `to`, as a state has them. */
function laneState(index: i32, to: usize): void {
  for (let word = 0; word < 5; word++) store<u32>(to + (word << 2), load<u32>(laneStates + (word << 4) + (index << 2)));
}

function startLane(index: i32, state: usize, blocks: usize, left: usize, target: usize): void {
  for (let word = 0; word < 5; word++) {
    store<u32>(laneStates + (word << 4) + (index << 2), load<u32>(state + (word << 2)));
  }
  setLane(laneBlocks, index, blocks);
  setLane(laneLeft, index, left);
  setLane(laneTargets, index, target);
}

/** Puts an object, with its header and its padding around it, into a lane. */
function startObject(index: i32, item: usize): void {
  const content = load<u32>(item) as usize;
  const length = load<u32>(item, 4) as usize;
  const start = writeHeader(load<i32>(item, 8), length, content);
  const end = content + length;
  const total = end - start;
  const left = (total + 8) / 64 + 1;
  store<u8>(end, 0x80);
  memory.fill(end + 1, 0, start + left * 64 - 8 - (end + 1));
  store<u64>(start + left * 64 - 8, bswap<u64>((total as u64) << 3));
  sha1Start(objectState);
  startLane(index, objectState, start, left, load<u32>(item, 12) as usize);
}

/**
 * Writes the object ids of `count` objects. Of each, `list` has 16 bytes: the address of its content, its length, its type,
 * and where the id goes. 32 bytes before each content and 72 behind it are overwritten. The hash of a longer text whose
 * state is `sum` goes along in a lane, over the `length` bytes at `from` as far as it comes; returns how many it took.
 */
export function hashObjects(list: usize, count: i32, sum: usize, from: usize, length: usize): usize {
  let summed: usize = 0;
  const held = (load<u64>(sum, 24) & 63) as usize;
  if (held > 0 && length >= 64 - held) {
    summed = 64 - held;
    sha1Update(sum, from, summed);
  }
  const sumBlocks = held > 0 && summed == 0 ? 0 : (length - summed) / 64;
  for (let index = 0; index < LANES; index++) setLane(laneLeft, index, 0);
  // The sum's lane has no target.
  if (sumBlocks > 0) startLane(0, sum, from + summed, sumBlocks, 0);
  let isSumming = sumBlocks > 0;
  let next = 0;
  let open = 0;
  for (;;) {
    let steps = <usize>usize.MAX_VALUE;
    let busy = 0;
    for (let index = 0; index < LANES; index++) {
      if (lane(laneLeft, index) == 0 && next < count) {
        startObject(index, list + (next << 4));
        next += 1;
        open += 1;
      }
      const left = lane(laneLeft, index);
      if (left == 0) continue;
      busy = index;
      if (left < steps) steps = left;
    }
    if (open == 0) break;
    for (let index = 0; index < LANES; index++) {
      // A lane without work does another one's again.
      if (lane(laneLeft, index) == 0) setLane(laneBlocks, index, lane(laneBlocks, busy));
    }
    sha1Lanes(lane(laneBlocks, 0), lane(laneBlocks, 1), lane(laneBlocks, 2), lane(laneBlocks, 3), steps as i32);
    for (let index = 0; index < LANES; index++) {
      const left = lane(laneLeft, index);
      setLane(laneBlocks, index, lane(laneBlocks, index) + steps * 64);
      if (left == 0) continue;
      setLane(laneLeft, index, left - steps);
      if (left > steps) continue;
      const target = lane(laneTargets, index);
      if (target == 0) {
        endSum(index, sum, sumBlocks);
        isSumming = false;
        summed += sumBlocks * 64;
        continue;
      }
      laneState(index, objectState);
      for (let word: usize = 0; word < 20; word += 4) store<u32>(target + word, bswap<u32>(load<u32>(objectState + word)));
      open -= 1;
    }
  }
  if (!isSumming) return summed;
  const done = sumBlocks - lane(laneLeft, 0);
  endSum(0, sum, done);
  return summed + done * 64;
}

function endSum(index: i32, sum: usize, blocks: usize): void {
  laneState(index, sum);
  store<u64>(sum, load<u64>(sum, 24) + ((blocks * 64) as u64), 24);
}

/** 1 when there is a NUL in [from, from + length). */
export function hasNul(from: usize, length: usize): i32 {
  const end = from + length;
  let at = from;
  for (; at + 16 <= end; at += 16) if (!i8x16.all_true(v128.load(at))) return 1;
  for (; at < end; at++) if (load<u8>(at) == 0) return 1;
  return 0;
}

/** 1 when [from, from + length) is UTF-8 (RFC 3629): no surrogates, nothing longer than it must be, nothing beyond U+10FFFF. */
export function isUtf8(from: usize, length: usize): i32 {
  const end = from + length;
  let at = from;
  while (at < end) {
    if (at + 16 <= end) {
      const high = i8x16.bitmask(v128.load(at));
      if (high == 0) {
        at += 16;
        continue;
      }
      at += ctz<i32>(high) as usize;
    }
    const lead = load<u8>(at) as u32;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    if (lead < 0xc2 || lead > 0xf4) return 0;
    const more: usize = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (at + more >= end) return 0;
    const second = load<u8>(at + 1) as u32;
    const least: u32 = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const most: u32 = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) return 0;
    for (let byte: usize = 2; byte <= more; byte++) if ((load<u8>(at + byte) & 0xc0) != 0x80) return 0;
    at += more + 1;
  }
  return 1;
}

// CRC-32, sixteen tables of 256 entries ("slicing by 16").
const CRC_TABLES: usize = 16;
const crcTables: usize = memory.data(16 * 256 * 4, 16);
let crcReady = false;

function buildCrcTables(): void {
  for (let n: u32 = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xedb88320 ^ (c >> 1) : c >> 1;
    store<u32>(crcTables + ((n as usize) << 2), c);
  }
  for (let n: usize = 0; n < 256; n++) {
    let c = load<u32>(crcTables + (n << 2));
    for (let k: usize = 1; k < CRC_TABLES; k++) {
      c = load<u32>(crcTables + (((c & 255) as usize) << 2)) ^ (c >> 8);
      store<u32>(crcTables + ((k * 256 + n) << 2), c);
    }
  }
  crcReady = true;
}

// @ts-ignore: decorator
@inline
function crcEntry(table: usize, index: u32): u32 {
  return load<u32>(crcTables + (((table << 8) + (index as usize)) << 2));
}

/** What four bytes of a word bring, of which the lowest is looked up in `table`. */
// @ts-ignore: decorator
@inline
function crcWord(table: usize, word: u32): u32 {
  return (
    crcEntry(table, word & 255) ^
    crcEntry(table - 1, (word >> 8) & 255) ^
    crcEntry(table - 2, (word >> 16) & 255) ^
    crcEntry(table - 3, word >> 24)
  );
}

export function crc32(from: usize, length: usize): u32 {
  if (!crcReady) buildCrcTables();
  let crc: u32 = 0xffffffff;
  let at = from;
  const end = from + length;
  while (at + 16 <= end) {
    // What waits for nothing comes first.
    const behind = crcWord(11, load<u32>(at, 4)) ^ crcWord(7, load<u32>(at, 8)) ^ crcWord(3, load<u32>(at, 12));
    crc = crcWord(15, load<u32>(at) ^ crc) ^ behind;
    at += 16;
  }
  while (at < end) crc = crcEntry(0, (crc ^ load<u8>(at++)) & 255) ^ (crc >> 8);
  return ~crc;
}

let cursor: usize = 0;

/** A size in git's delta header: 7 bits a byte, least first. Moves `cursor`; -1 when it does not end or is past 2 GiB. */
function deltaSize(end: usize): i64 {
  let size: i64 = 0;
  let shift: i64 = 0;
  while (cursor < end && shift < 35) {
    const byte = load<u8>(cursor++) as i64;
    size |= (byte & 127) << shift;
    shift += 7;
    if ((byte & 128) == 0) return size > 0x7fffffff ? -1 : size;
  }
  return -1;
}

/** The size of what a delta makes, or -2 when its header is broken. */
export function deltaResultSize(delta: usize, length: usize): i32 {
  cursor = delta;
  if (deltaSize(delta + length) < 0) return CORRUPT;
  const size = deltaSize(delta + length);
  return size < 0 ? CORRUPT : (size as i32);
}

/** Applies a delta to a base; writes what it makes at `to`. Returns the size, or -2 when the delta does not fit. */
export function applyDelta(base: usize, baseLength: usize, delta: usize, deltaLength: usize, to: usize): i32 {
  const end = delta + deltaLength;
  cursor = delta;
  if (deltaSize(end) != (baseLength as i64)) return CORRUPT;
  const size = deltaSize(end);
  if (size < 0) return CORRUPT;
  let out = to;
  const outEnd = to + (size as usize);
  while (cursor < end) {
    const op = load<u8>(cursor++);
    if ((op & 128) != 0) {
      let offset: usize = 0;
      let length: usize = 0;
      for (let bit: usize = 0; bit < 4; bit++) {
        if ((op & (1 << (bit as u8))) == 0) continue;
        if (cursor >= end) return CORRUPT;
        offset |= (load<u8>(cursor++) as usize) << (bit << 3);
      }
      for (let bit: usize = 0; bit < 3; bit++) {
        if ((op & (16 << (bit as u8))) == 0) continue;
        if (cursor >= end) return CORRUPT;
        length |= (load<u8>(cursor++) as usize) << (bit << 3);
      }
      if (length == 0) length = 0x10000;
      if ((offset as u64) + (length as u64) > (baseLength as u64) || length > outEnd - out) return CORRUPT;
      memory.copy(out, base + offset, length);
      out += length;
    } else {
      const length = op as usize;
      if (length == 0 || length > end - cursor || length > outEnd - out) return CORRUPT;
      memory.copy(out, cursor, length);
      cursor += length;
      out += length;
    }
  }
  return out == outEnd ? (size as i32) : CORRUPT;
}

/**
 * Looks for the entry of a name in a tree object: where it begins, -1 when there is none, -2 when the object ends within an entry
 * before it.
 */
export function findEntry(from: usize, length: usize, name: usize, nameLength: usize): i32 {
  const end = from + length;
  let at = from;
  while (at < end) {
    let space = at;
    while (space < end && load<u8>(space) != 0x20) space++;
    let stop = space + 1;
    while (stop < end && load<u8>(stop) != 0) stop++;
    if (stop + 1 + ID_LENGTH > end) return CORRUPT;
    if (stop - space - 1 == nameLength && endsWith(stop, name + nameLength, nameLength)) return (at - from) as i32;
    at = stop + 1 + ID_LENGTH;
  }
  return NOT_FOUND;
}

/** Whether the `length` bytes before two addresses are the same. From the back: names in a folder mostly differ at their ends. */
// @ts-ignore: decorator
@inline
function endsWith(end: usize, other: usize, length: usize): bool {
  for (let back: usize = 1; back <= length; back++) if (load<u8>(end - back) != load<u8>(other - back)) return false;
  return true;
}

/** "1006" and "1007", the beginnings of the modes 100644 and 100755, as they lie in memory. */
const MODE_FILE: u32 = 0x36303031;
const MODE_EXECUTABLE: u32 = 0x37303031;
const REST_FILE: u16 = 0x3434;
const REST_EXECUTABLE: u16 = 0x3535;
/** Of an entry: the mode with its space, and the id. */
const MODE_LENGTH: usize = 7;
const ID_LENGTH: usize = 20;

/**
 * Takes apart a tree object that has nothing but regular files with names of visible ASCII characters, each once and in
 * git's order. Each name goes to `names` with a line feed behind it, the same behind the folder's path to `paths`, and its id
 * to `ids`. Returns how many files there are, or -2 for every other object.
 */
export function listFiles(
  from: usize,
  length: usize,
  folder: usize,
  folderLength: usize,
  names: usize,
  paths: usize,
  ids: usize,
): i32 {
  const end = from + length;
  let at = from;
  let last: usize = 0;
  let lastEnd: usize = 0;
  let count = 0;
  while (at < end) {
    if (end - at < MODE_LENGTH + 2 + ID_LENGTH) return CORRUPT;
    const mode = load<u32>(at);
    const rest = load<u16>(at, 4);
    const isFile = mode == MODE_FILE && rest == REST_FILE;
    if (!isFile && !(mode == MODE_EXECUTABLE && rest == REST_EXECUTABLE)) return CORRUPT;
    if (load<u8>(at, 6) != 0x20) return CORRUPT;
    const name = at + MODE_LENGTH;
    at = name;
    let isAfter = last == 0;
    let known = last;
    let byte = load<u8>(at);
    while (byte != 0) {
      if (byte < 0x21 || byte > 0x7e || byte == 0x2f) return CORRUPT;
      if (!isAfter) {
        if (known == lastEnd) isAfter = true;
        else {
          const before = load<u8>(known++);
          if (byte < before) return CORRUPT;
          isAfter = byte > before;
        }
      }
      store<u8>(names++, byte);
      at++;
      if (at == end) return CORRUPT;
      byte = load<u8>(at);
    }
    if (!isAfter || at == name) return CORRUPT;
    last = name;
    lastEnd = at;
    store<u8>(names++, 0x0a);
    at++;
    memory.copy(paths, folder, folderLength);
    paths += folderLength;
    memory.copy(paths, name, at - name);
    paths += at - name;
    store<u8>(paths - 1, 0x0a);
    if (end - at < ID_LENGTH) return CORRUPT;
    memory.copy(ids, at, ID_LENGTH);
    ids += ID_LENGTH;
    at += ID_LENGTH;
    count++;
  }
  return count;
}
