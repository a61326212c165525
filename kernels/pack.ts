// The inner loops of reading a git pack, compiled by AssemblyScript to WebAssembly: inflate (RFC 1951 in the
// RFC 1950 wrapper), SHA-1 (FIPS 180-4), CRC-32 (as in git's pack index), git's delta format
// (gitformat-pack, "Deltified representation") and folders as most are. All addresses are byte offsets into the exported memory.
// The caller owns the memory from `freeMemoryStart()` on.

const MORE_INPUT: i32 = -1;
const CORRUPT: i32 = -2;

// Decoding tables: one u16 an entry, symbol << 4 | length; 0 where the code is longer than the table's bits. Small tables
// are soon built, and most objects of a site are small.
const LIT_BITS: i32 = 10;
const DIST_BITS: i32 = 8;
const LENGTH_BITS: i32 = 7;
const LIT_MASK: u64 = (1 << LIT_BITS) - 1;
const DIST_MASK: u64 = (1 << DIST_BITS) - 1;
const litFast: usize = memory.data((1 << LIT_BITS) * 2, 16);
const distFast: usize = memory.data((1 << DIST_BITS) * 2, 16);
// While so much of input and output is left, symbols are decoded without looking for the ends.
const FAR_INPUT: usize = 32;
const FAR_OUTPUT: usize = 300;
// Canonical form for longer codes: how many codes there are of each length, and the symbols in order of code.
const litCount: usize = memory.data(16 * 2, 16);
const litSymbols: usize = memory.data(288 * 2, 16);
const distCount: usize = memory.data(16 * 2, 16);
const distSymbols: usize = memory.data(32 * 2, 16);
const lengths: usize = memory.data(320, 16);
const offsets: usize = memory.data(16 * 2, 16);
const codes: usize = memory.data(16 * 2, 16);

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

let bitBuffer: u64 = 0;
let bitCount: i32 = 0;
let input: usize = 0;
let inputEnd: usize = 0;

/** Where the caller's memory begins. */
export function freeMemoryStart(): usize {
  return (__heap_base + 63) & ~63;
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
function buildCode(from: usize, count: i32, counts: usize, symbols: usize, fast: usize, bits: i32): bool {
  const size = 1 << bits;
  memory.fill(counts, 0, 32);
  memory.fill(fast, 0, size * 2);
  for (let i = 0; i < count; i++) {
    const at = counts + ((load<u8>(from + i) as usize) << 1);
    store<u16>(at, load<u16>(at) + 1);
  }
  store<u16>(counts, 0);
  let left: i32 = 1;
  let code: i32 = 0;
  store<u16>(offsets + 2, 0);
  for (let length = 1; length < 16; length++) {
    left = (left << 1) - load<u16>(counts + (length << 1));
    if (left < 0) return false;
    store<u16>(codes + (length << 1), code as u16);
    code = (code + load<u16>(counts + (length << 1))) << 1;
    if (length < 15) {
      store<u16>(offsets + ((length + 1) << 1), load<u16>(offsets + (length << 1)) + load<u16>(counts + (length << 1)));
    }
  }
  for (let symbol = 0; symbol < count; symbol++) {
    const length = load<u8>(from + symbol) as i32;
    if (length == 0) continue;
    const place = offsets + (length << 1);
    const index = load<u16>(place);
    store<u16>(place, index + 1);
    store<u16>(symbols + ((index as usize) << 1), symbol as u16);
    const at = codes + (length << 1);
    const value = load<u16>(at) as i32;
    store<u16>(at, (value + 1) as u16);
    if (length <= bits) {
      let reversed: i32 = 0;
      for (let bit = 0; bit < length; bit++) reversed |= ((value >> bit) & 1) << (length - 1 - bit);
      const entry = ((symbol << 4) | length) as u16;
      for (let i = reversed; i < size; i += 1 << length) store<u16>(fast + (i << 1), entry);
    }
  }
  return true;
}

/** Decodes one symbol bit by bit, for codes longer than the fast table. */
function decodeSlowly(counts: usize, symbols: usize): i32 {
  let code: i32 = 0;
  let first: i32 = 0;
  let index: i32 = 0;
  let bits = bitBuffer;
  for (let length = 1; length < 16; length++) {
    code |= (bits & 1) as i32;
    bits >>= 1;
    const count = load<u16>(counts + (length << 1)) as i32;
    if (code - count < first) {
      if (length > bitCount) return MORE_INPUT;
      bitBuffer >>= length as u64;
      bitCount -= length;
      return load<u16>(symbols + (((index + code - first) as usize) << 1)) as i32;
    }
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return bitCount < 15 ? MORE_INPUT : CORRUPT;
}

// @ts-ignore: decorator
@inline
function decode(fast: usize, mask: u64, counts: usize, symbols: usize): i32 {
  const entry = load<u16>(fast + (((bitBuffer & mask) as usize) << 1)) as i32;
  const length = entry & 15;
  if (length == 0) return decodeSlowly(counts, symbols);
  if (length > bitCount) return MORE_INPUT;
  bitBuffer >>= length as u64;
  bitCount -= length;
  return entry >> 4;
}

function buildFixedCodes(): void {
  memory.fill(lengths, 8, 144);
  memory.fill(lengths + 144, 9, 112);
  memory.fill(lengths + 256, 7, 24);
  memory.fill(lengths + 280, 8, 8);
  buildCode(lengths, 288, litCount, litSymbols, litFast, LIT_BITS);
  memory.fill(lengths, 5, 30);
  buildCode(lengths, 30, distCount, distSymbols, distFast, DIST_BITS);
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
  if (!buildCode(lengths, 19, litCount, litSymbols, litFast, LENGTH_BITS)) return CORRUPT;
  const total = litCodes + distCodes;
  let i = 0;
  while (i < total) {
    refill();
    const symbol = decode(litFast, (1 << LENGTH_BITS) - 1, litCount, litSymbols);
    if (symbol < 0) return symbol;
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
  if (!buildCode(lengths, litCodes, litCount, litSymbols, litFast, LIT_BITS)) return CORRUPT;
  if (!buildCode(lengths + litCodes, distCodes, distCount, distSymbols, distFast, DIST_BITS)) return CORRUPT;
  return 0;
}

const BLOCK_ENDED: i32 = 1;
const ONE_SYMBOL: i32 = 0;
let farState: i32 = ONE_SYMBOL;

/**
 * Decodes symbols while both ends are far, with the bits in locals. Returns where the output has come to, and leaves in
 * `farState` that the block ended, that the next symbol is to be decoded with care, or an error.
 */
function inflateFar(start: usize, to: usize, outEnd: usize): usize {
  let out = start;
  let bits = bitBuffer;
  let count = bitCount;
  let at = input;
  const inputLimit = inputEnd - FAR_INPUT;
  const outLimit = outEnd - FAR_OUTPUT;
  farState = ONE_SYMBOL;
  while (at < inputLimit && out < outLimit) {
    bits |= load<u64>(at) << (count as u64);
    at += ((63 - count) >> 3) as usize;
    count |= 56;
    let entry = load<u16>(litFast + (((bits & LIT_MASK) as usize) << 1)) as i32;
    let length = entry & 15;
    // With 56 bits at hand: three literals of at most 10 each, then a code of which none are taken unless it is whole.
    if (length != 0 && entry < 256 << 4) {
      store<u8>(out++, (entry >> 4) as u8);
      bits >>= length as u64;
      count -= length;
      entry = load<u16>(litFast + (((bits & LIT_MASK) as usize) << 1)) as i32;
      length = entry & 15;
      if (length != 0 && entry < 256 << 4) {
        store<u8>(out++, (entry >> 4) as u8);
        bits >>= length as u64;
        count -= length;
        entry = load<u16>(litFast + (((bits & LIT_MASK) as usize) << 1)) as i32;
        length = entry & 15;
        if (length != 0 && entry < 256 << 4) {
          store<u8>(out++, (entry >> 4) as u8);
          bits >>= length as u64;
          count -= length;
          continue;
        }
      }
    }
    if (length == 0) break;
    let symbol = entry >> 4;
    if (symbol == 256) {
      bits >>= length as u64;
      count -= length;
      farState = BLOCK_ENDED;
      break;
    }
    // A length takes 10 + 5 bits and a distance 8 + 13: with two literals before them, that is at most 56.
    symbol -= 257;
    if (symbol > 28) {
      farState = CORRUPT;
      break;
    }
    const lengthBits = load<u8>(lengthExtra + symbol) as i32;
    const afterLength = bits >> (length as u64);
    const matched =
      (load<u16>(lengthBase + (symbol << 1)) as usize) + ((afterLength & ((1 << (lengthBits as u64)) - 1)) as usize);
    const rest = afterLength >> (lengthBits as u64);
    const distEntry = load<u16>(distFast + (((rest & DIST_MASK) as usize) << 1)) as i32;
    const distLength = distEntry & 15;
    if (distLength == 0) break;
    const distSymbol = distEntry >> 4;
    if (distSymbol > 29) {
      farState = CORRUPT;
      break;
    }
    const distBits = load<u8>(distExtra + distSymbol) as i32;
    const afterDist = rest >> (distLength as u64);
    const distance =
      (load<u16>(distBase + (distSymbol << 1)) as usize) + ((afterDist & ((1 << (distBits as u64)) - 1)) as usize);
    bits = afterDist >> (distBits as u64);
    count -= length + lengthBits + distLength + distBits;
    if (distance > out - to) {
      farState = CORRUPT;
      break;
    }
    let source = out - distance;
    const stop = out + matched;
    if (distance >= 8) {
      // Up to seven bytes too many are written, which what comes next overwrites.
      do {
        store<u64>(out, load<u64>(source));
        out += 8;
        source += 8;
      } while (out < stop);
      out = stop;
    } else {
      while (out < stop) store<u8>(out++, load<u8>(source++));
    }
  }
  bitBuffer = bits;
  bitCount = count;
  input = at;
  return out;
}

/**
 * Inflates one zlib stream from [from, end) to exactly `size` bytes at `to`. Returns how many input bytes the stream
 * took, -1 when the input ends before the stream does, -2 when it is no such stream or gives another size.
 */
export function inflate(from: usize, end: usize, to: usize, size: i32): i32 {
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
      let symbol = decode(litFast, LIT_MASK, litCount, litSymbols);
      if (symbol < 256) {
        if (symbol < 0) return symbol;
        if (out >= outEnd) return CORRUPT;
        store<u8>(out++, symbol as u8);
        continue;
      }
      if (symbol == 256) break;
      symbol -= 257;
      if (symbol > 28) return CORRUPT;
      const lengthBits = load<u8>(lengthExtra + symbol) as i32;
      if (bitCount < lengthBits) return MORE_INPUT;
      const length = ((load<u16>(lengthBase + (symbol << 1)) as u32) + take(lengthBits)) as usize;
      refill();
      const distSymbol = decode(distFast, DIST_MASK, distCount, distSymbols);
      if (distSymbol < 0) return distSymbol;
      if (distSymbol > 29) return CORRUPT;
      const distBits = load<u8>(distExtra + distSymbol) as i32;
      if (bitCount < distBits) return MORE_INPUT;
      const distance = ((load<u16>(distBase + (distSymbol << 1)) as u32) + take(distBits)) as usize;
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
const header: usize = memory.data(32, 16);

export function sha1Start(state: usize): void {
  store<u32>(state, 0x67452301);
  store<u32>(state, 0xefcdab89, 4);
  store<u32>(state, 0x98badcfe, 8);
  store<u32>(state, 0x10325476, 12);
  store<u32>(state, 0xc3d2e1f0, 16);
  store<u64>(state, 0, 24);
}

/** One block. The rounds are written out, so that no value has to move and all words stay in locals. */
function sha1Block(state: usize, block: usize): void {
  let w0 = bswap<u32>(load<u32>(block, 0));
  let w1 = bswap<u32>(load<u32>(block, 4));
  let w2 = bswap<u32>(load<u32>(block, 8));
  let w3 = bswap<u32>(load<u32>(block, 12));
  let w4 = bswap<u32>(load<u32>(block, 16));
  let w5 = bswap<u32>(load<u32>(block, 20));
  let w6 = bswap<u32>(load<u32>(block, 24));
  let w7 = bswap<u32>(load<u32>(block, 28));
  let w8 = bswap<u32>(load<u32>(block, 32));
  let w9 = bswap<u32>(load<u32>(block, 36));
  let w10 = bswap<u32>(load<u32>(block, 40));
  let w11 = bswap<u32>(load<u32>(block, 44));
  let w12 = bswap<u32>(load<u32>(block, 48));
  let w13 = bswap<u32>(load<u32>(block, 52));
  let w14 = bswap<u32>(load<u32>(block, 56));
  let w15 = bswap<u32>(load<u32>(block, 60));
  let a = load<u32>(state);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  let e = load<u32>(state, 16);
  e += rotl<u32>(a, 5) + (d ^ (b & (c ^ d))) + 0x5a827999 + w0;
  b = rotl<u32>(b, 30);
  d += rotl<u32>(e, 5) + (c ^ (a & (b ^ c))) + 0x5a827999 + w1;
  a = rotl<u32>(a, 30);
  c += rotl<u32>(d, 5) + (b ^ (e & (a ^ b))) + 0x5a827999 + w2;
  e = rotl<u32>(e, 30);
  b += rotl<u32>(c, 5) + (a ^ (d & (e ^ a))) + 0x5a827999 + w3;
  d = rotl<u32>(d, 30);
  a += rotl<u32>(b, 5) + (e ^ (c & (d ^ e))) + 0x5a827999 + w4;
  c = rotl<u32>(c, 30);
  e += rotl<u32>(a, 5) + (d ^ (b & (c ^ d))) + 0x5a827999 + w5;
  b = rotl<u32>(b, 30);
  d += rotl<u32>(e, 5) + (c ^ (a & (b ^ c))) + 0x5a827999 + w6;
  a = rotl<u32>(a, 30);
  c += rotl<u32>(d, 5) + (b ^ (e & (a ^ b))) + 0x5a827999 + w7;
  e = rotl<u32>(e, 30);
  b += rotl<u32>(c, 5) + (a ^ (d & (e ^ a))) + 0x5a827999 + w8;
  d = rotl<u32>(d, 30);
  a += rotl<u32>(b, 5) + (e ^ (c & (d ^ e))) + 0x5a827999 + w9;
  c = rotl<u32>(c, 30);
  e += rotl<u32>(a, 5) + (d ^ (b & (c ^ d))) + 0x5a827999 + w10;
  b = rotl<u32>(b, 30);
  d += rotl<u32>(e, 5) + (c ^ (a & (b ^ c))) + 0x5a827999 + w11;
  a = rotl<u32>(a, 30);
  c += rotl<u32>(d, 5) + (b ^ (e & (a ^ b))) + 0x5a827999 + w12;
  e = rotl<u32>(e, 30);
  b += rotl<u32>(c, 5) + (a ^ (d & (e ^ a))) + 0x5a827999 + w13;
  d = rotl<u32>(d, 30);
  a += rotl<u32>(b, 5) + (e ^ (c & (d ^ e))) + 0x5a827999 + w14;
  c = rotl<u32>(c, 30);
  e += rotl<u32>(a, 5) + (d ^ (b & (c ^ d))) + 0x5a827999 + w15;
  b = rotl<u32>(b, 30);
  w0 = rotl<u32>(w13 ^ w8 ^ w2 ^ w0, 1);
  d += rotl<u32>(e, 5) + (c ^ (a & (b ^ c))) + 0x5a827999 + w0;
  a = rotl<u32>(a, 30);
  w1 = rotl<u32>(w14 ^ w9 ^ w3 ^ w1, 1);
  c += rotl<u32>(d, 5) + (b ^ (e & (a ^ b))) + 0x5a827999 + w1;
  e = rotl<u32>(e, 30);
  w2 = rotl<u32>(w15 ^ w10 ^ w4 ^ w2, 1);
  b += rotl<u32>(c, 5) + (a ^ (d & (e ^ a))) + 0x5a827999 + w2;
  d = rotl<u32>(d, 30);
  w3 = rotl<u32>(w0 ^ w11 ^ w5 ^ w3, 1);
  a += rotl<u32>(b, 5) + (e ^ (c & (d ^ e))) + 0x5a827999 + w3;
  c = rotl<u32>(c, 30);
  w4 = rotl<u32>(w1 ^ w12 ^ w6 ^ w4, 1);
  e += rotl<u32>(a, 5) + (b ^ c ^ d) + 0x6ed9eba1 + w4;
  b = rotl<u32>(b, 30);
  w5 = rotl<u32>(w2 ^ w13 ^ w7 ^ w5, 1);
  d += rotl<u32>(e, 5) + (a ^ b ^ c) + 0x6ed9eba1 + w5;
  a = rotl<u32>(a, 30);
  w6 = rotl<u32>(w3 ^ w14 ^ w8 ^ w6, 1);
  c += rotl<u32>(d, 5) + (e ^ a ^ b) + 0x6ed9eba1 + w6;
  e = rotl<u32>(e, 30);
  w7 = rotl<u32>(w4 ^ w15 ^ w9 ^ w7, 1);
  b += rotl<u32>(c, 5) + (d ^ e ^ a) + 0x6ed9eba1 + w7;
  d = rotl<u32>(d, 30);
  w8 = rotl<u32>(w5 ^ w0 ^ w10 ^ w8, 1);
  a += rotl<u32>(b, 5) + (c ^ d ^ e) + 0x6ed9eba1 + w8;
  c = rotl<u32>(c, 30);
  w9 = rotl<u32>(w6 ^ w1 ^ w11 ^ w9, 1);
  e += rotl<u32>(a, 5) + (b ^ c ^ d) + 0x6ed9eba1 + w9;
  b = rotl<u32>(b, 30);
  w10 = rotl<u32>(w7 ^ w2 ^ w12 ^ w10, 1);
  d += rotl<u32>(e, 5) + (a ^ b ^ c) + 0x6ed9eba1 + w10;
  a = rotl<u32>(a, 30);
  w11 = rotl<u32>(w8 ^ w3 ^ w13 ^ w11, 1);
  c += rotl<u32>(d, 5) + (e ^ a ^ b) + 0x6ed9eba1 + w11;
  e = rotl<u32>(e, 30);
  w12 = rotl<u32>(w9 ^ w4 ^ w14 ^ w12, 1);
  b += rotl<u32>(c, 5) + (d ^ e ^ a) + 0x6ed9eba1 + w12;
  d = rotl<u32>(d, 30);
  w13 = rotl<u32>(w10 ^ w5 ^ w15 ^ w13, 1);
  a += rotl<u32>(b, 5) + (c ^ d ^ e) + 0x6ed9eba1 + w13;
  c = rotl<u32>(c, 30);
  w14 = rotl<u32>(w11 ^ w6 ^ w0 ^ w14, 1);
  e += rotl<u32>(a, 5) + (b ^ c ^ d) + 0x6ed9eba1 + w14;
  b = rotl<u32>(b, 30);
  w15 = rotl<u32>(w12 ^ w7 ^ w1 ^ w15, 1);
  d += rotl<u32>(e, 5) + (a ^ b ^ c) + 0x6ed9eba1 + w15;
  a = rotl<u32>(a, 30);
  w0 = rotl<u32>(w13 ^ w8 ^ w2 ^ w0, 1);
  c += rotl<u32>(d, 5) + (e ^ a ^ b) + 0x6ed9eba1 + w0;
  e = rotl<u32>(e, 30);
  w1 = rotl<u32>(w14 ^ w9 ^ w3 ^ w1, 1);
  b += rotl<u32>(c, 5) + (d ^ e ^ a) + 0x6ed9eba1 + w1;
  d = rotl<u32>(d, 30);
  w2 = rotl<u32>(w15 ^ w10 ^ w4 ^ w2, 1);
  a += rotl<u32>(b, 5) + (c ^ d ^ e) + 0x6ed9eba1 + w2;
  c = rotl<u32>(c, 30);
  w3 = rotl<u32>(w0 ^ w11 ^ w5 ^ w3, 1);
  e += rotl<u32>(a, 5) + (b ^ c ^ d) + 0x6ed9eba1 + w3;
  b = rotl<u32>(b, 30);
  w4 = rotl<u32>(w1 ^ w12 ^ w6 ^ w4, 1);
  d += rotl<u32>(e, 5) + (a ^ b ^ c) + 0x6ed9eba1 + w4;
  a = rotl<u32>(a, 30);
  w5 = rotl<u32>(w2 ^ w13 ^ w7 ^ w5, 1);
  c += rotl<u32>(d, 5) + (e ^ a ^ b) + 0x6ed9eba1 + w5;
  e = rotl<u32>(e, 30);
  w6 = rotl<u32>(w3 ^ w14 ^ w8 ^ w6, 1);
  b += rotl<u32>(c, 5) + (d ^ e ^ a) + 0x6ed9eba1 + w6;
  d = rotl<u32>(d, 30);
  w7 = rotl<u32>(w4 ^ w15 ^ w9 ^ w7, 1);
  a += rotl<u32>(b, 5) + (c ^ d ^ e) + 0x6ed9eba1 + w7;
  c = rotl<u32>(c, 30);
  w8 = rotl<u32>(w5 ^ w0 ^ w10 ^ w8, 1);
  e += rotl<u32>(a, 5) + ((b & c) | (d & (b | c))) + 0x8f1bbcdc + w8;
  b = rotl<u32>(b, 30);
  w9 = rotl<u32>(w6 ^ w1 ^ w11 ^ w9, 1);
  d += rotl<u32>(e, 5) + ((a & b) | (c & (a | b))) + 0x8f1bbcdc + w9;
  a = rotl<u32>(a, 30);
  w10 = rotl<u32>(w7 ^ w2 ^ w12 ^ w10, 1);
  c += rotl<u32>(d, 5) + ((e & a) | (b & (e | a))) + 0x8f1bbcdc + w10;
  e = rotl<u32>(e, 30);
  w11 = rotl<u32>(w8 ^ w3 ^ w13 ^ w11, 1);
  b += rotl<u32>(c, 5) + ((d & e) | (a & (d | e))) + 0x8f1bbcdc + w11;
  d = rotl<u32>(d, 30);
  w12 = rotl<u32>(w9 ^ w4 ^ w14 ^ w12, 1);
  a += rotl<u32>(b, 5) + ((c & d) | (e & (c | d))) + 0x8f1bbcdc + w12;
  c = rotl<u32>(c, 30);
  w13 = rotl<u32>(w10 ^ w5 ^ w15 ^ w13, 1);
  e += rotl<u32>(a, 5) + ((b & c) | (d & (b | c))) + 0x8f1bbcdc + w13;
  b = rotl<u32>(b, 30);
  w14 = rotl<u32>(w11 ^ w6 ^ w0 ^ w14, 1);
  d += rotl<u32>(e, 5) + ((a & b) | (c & (a | b))) + 0x8f1bbcdc + w14;
  a = rotl<u32>(a, 30);
  w15 = rotl<u32>(w12 ^ w7 ^ w1 ^ w15, 1);
  c += rotl<u32>(d, 5) + ((e & a) | (b & (e | a))) + 0x8f1bbcdc + w15;
  e = rotl<u32>(e, 30);
  w0 = rotl<u32>(w13 ^ w8 ^ w2 ^ w0, 1);
  b += rotl<u32>(c, 5) + ((d & e) | (a & (d | e))) + 0x8f1bbcdc + w0;
  d = rotl<u32>(d, 30);
  w1 = rotl<u32>(w14 ^ w9 ^ w3 ^ w1, 1);
  a += rotl<u32>(b, 5) + ((c & d) | (e & (c | d))) + 0x8f1bbcdc + w1;
  c = rotl<u32>(c, 30);
  w2 = rotl<u32>(w15 ^ w10 ^ w4 ^ w2, 1);
  e += rotl<u32>(a, 5) + ((b & c) | (d & (b | c))) + 0x8f1bbcdc + w2;
  b = rotl<u32>(b, 30);
  w3 = rotl<u32>(w0 ^ w11 ^ w5 ^ w3, 1);
  d += rotl<u32>(e, 5) + ((a & b) | (c & (a | b))) + 0x8f1bbcdc + w3;
  a = rotl<u32>(a, 30);
  w4 = rotl<u32>(w1 ^ w12 ^ w6 ^ w4, 1);
  c += rotl<u32>(d, 5) + ((e & a) | (b & (e | a))) + 0x8f1bbcdc + w4;
  e = rotl<u32>(e, 30);
  w5 = rotl<u32>(w2 ^ w13 ^ w7 ^ w5, 1);
  b += rotl<u32>(c, 5) + ((d & e) | (a & (d | e))) + 0x8f1bbcdc + w5;
  d = rotl<u32>(d, 30);
  w6 = rotl<u32>(w3 ^ w14 ^ w8 ^ w6, 1);
  a += rotl<u32>(b, 5) + ((c & d) | (e & (c | d))) + 0x8f1bbcdc + w6;
  c = rotl<u32>(c, 30);
  w7 = rotl<u32>(w4 ^ w15 ^ w9 ^ w7, 1);
  e += rotl<u32>(a, 5) + ((b & c) | (d & (b | c))) + 0x8f1bbcdc + w7;
  b = rotl<u32>(b, 30);
  w8 = rotl<u32>(w5 ^ w0 ^ w10 ^ w8, 1);
  d += rotl<u32>(e, 5) + ((a & b) | (c & (a | b))) + 0x8f1bbcdc + w8;
  a = rotl<u32>(a, 30);
  w9 = rotl<u32>(w6 ^ w1 ^ w11 ^ w9, 1);
  c += rotl<u32>(d, 5) + ((e & a) | (b & (e | a))) + 0x8f1bbcdc + w9;
  e = rotl<u32>(e, 30);
  w10 = rotl<u32>(w7 ^ w2 ^ w12 ^ w10, 1);
  b += rotl<u32>(c, 5) + ((d & e) | (a & (d | e))) + 0x8f1bbcdc + w10;
  d = rotl<u32>(d, 30);
  w11 = rotl<u32>(w8 ^ w3 ^ w13 ^ w11, 1);
  a += rotl<u32>(b, 5) + ((c & d) | (e & (c | d))) + 0x8f1bbcdc + w11;
  c = rotl<u32>(c, 30);
  w12 = rotl<u32>(w9 ^ w4 ^ w14 ^ w12, 1);
  e += rotl<u32>(a, 5) + (b ^ c ^ d) + 0xca62c1d6 + w12;
  b = rotl<u32>(b, 30);
  w13 = rotl<u32>(w10 ^ w5 ^ w15 ^ w13, 1);
  d += rotl<u32>(e, 5) + (a ^ b ^ c) + 0xca62c1d6 + w13;
  a = rotl<u32>(a, 30);
  w14 = rotl<u32>(w11 ^ w6 ^ w0 ^ w14, 1);
  c += rotl<u32>(d, 5) + (e ^ a ^ b) + 0xca62c1d6 + w14;
  e = rotl<u32>(e, 30);
  w15 = rotl<u32>(w12 ^ w7 ^ w1 ^ w15, 1);
  b += rotl<u32>(c, 5) + (d ^ e ^ a) + 0xca62c1d6 + w15;
  d = rotl<u32>(d, 30);
  w0 = rotl<u32>(w13 ^ w8 ^ w2 ^ w0, 1);
  a += rotl<u32>(b, 5) + (c ^ d ^ e) + 0xca62c1d6 + w0;
  c = rotl<u32>(c, 30);
  w1 = rotl<u32>(w14 ^ w9 ^ w3 ^ w1, 1);
  e += rotl<u32>(a, 5) + (b ^ c ^ d) + 0xca62c1d6 + w1;
  b = rotl<u32>(b, 30);
  w2 = rotl<u32>(w15 ^ w10 ^ w4 ^ w2, 1);
  d += rotl<u32>(e, 5) + (a ^ b ^ c) + 0xca62c1d6 + w2;
  a = rotl<u32>(a, 30);
  w3 = rotl<u32>(w0 ^ w11 ^ w5 ^ w3, 1);
  c += rotl<u32>(d, 5) + (e ^ a ^ b) + 0xca62c1d6 + w3;
  e = rotl<u32>(e, 30);
  w4 = rotl<u32>(w1 ^ w12 ^ w6 ^ w4, 1);
  b += rotl<u32>(c, 5) + (d ^ e ^ a) + 0xca62c1d6 + w4;
  d = rotl<u32>(d, 30);
  w5 = rotl<u32>(w2 ^ w13 ^ w7 ^ w5, 1);
  a += rotl<u32>(b, 5) + (c ^ d ^ e) + 0xca62c1d6 + w5;
  c = rotl<u32>(c, 30);
  w6 = rotl<u32>(w3 ^ w14 ^ w8 ^ w6, 1);
  e += rotl<u32>(a, 5) + (b ^ c ^ d) + 0xca62c1d6 + w6;
  b = rotl<u32>(b, 30);
  w7 = rotl<u32>(w4 ^ w15 ^ w9 ^ w7, 1);
  d += rotl<u32>(e, 5) + (a ^ b ^ c) + 0xca62c1d6 + w7;
  a = rotl<u32>(a, 30);
  w8 = rotl<u32>(w5 ^ w0 ^ w10 ^ w8, 1);
  c += rotl<u32>(d, 5) + (e ^ a ^ b) + 0xca62c1d6 + w8;
  e = rotl<u32>(e, 30);
  w9 = rotl<u32>(w6 ^ w1 ^ w11 ^ w9, 1);
  b += rotl<u32>(c, 5) + (d ^ e ^ a) + 0xca62c1d6 + w9;
  d = rotl<u32>(d, 30);
  w10 = rotl<u32>(w7 ^ w2 ^ w12 ^ w10, 1);
  a += rotl<u32>(b, 5) + (c ^ d ^ e) + 0xca62c1d6 + w10;
  c = rotl<u32>(c, 30);
  w11 = rotl<u32>(w8 ^ w3 ^ w13 ^ w11, 1);
  e += rotl<u32>(a, 5) + (b ^ c ^ d) + 0xca62c1d6 + w11;
  b = rotl<u32>(b, 30);
  w12 = rotl<u32>(w9 ^ w4 ^ w14 ^ w12, 1);
  d += rotl<u32>(e, 5) + (a ^ b ^ c) + 0xca62c1d6 + w12;
  a = rotl<u32>(a, 30);
  w13 = rotl<u32>(w10 ^ w5 ^ w15 ^ w13, 1);
  c += rotl<u32>(d, 5) + (e ^ a ^ b) + 0xca62c1d6 + w13;
  e = rotl<u32>(e, 30);
  w14 = rotl<u32>(w11 ^ w6 ^ w0 ^ w14, 1);
  b += rotl<u32>(c, 5) + (d ^ e ^ a) + 0xca62c1d6 + w14;
  d = rotl<u32>(d, 30);
  w15 = rotl<u32>(w12 ^ w7 ^ w1 ^ w15, 1);
  a += rotl<u32>(b, 5) + (c ^ d ^ e) + 0xca62c1d6 + w15;
  c = rotl<u32>(c, 30);
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

/** Writes the 20 bytes of the object id of [from, from + length) at `to`. `type`: 1 commit, 2 tree, 3 blob, 4 tag. */
export function hashObject(type: i32, from: usize, length: usize, to: usize): void {
  let at = header;
  if (type == 1) {
    store<u64>(at, 0x2074696d6d6f63);
    at += 7;
  } else if (type == 2) {
    store<u64>(at, 0x2065657274);
    at += 5;
  } else if (type == 3) {
    store<u64>(at, 0x20626f6c62);
    at += 5;
  } else {
    store<u64>(at, 0x20676174);
    at += 4;
  }
  let divisor: usize = 1;
  while (length / divisor >= 10) divisor *= 10;
  for (; divisor > 0; divisor /= 10) store<u8>(at++, (48 + ((length / divisor) % 10)) as u8);
  store<u8>(at++, 0);
  sha1Start(objectState);
  sha1Update(objectState, header, at - header);
  sha1Update(objectState, from, length);
  sha1Finish(objectState, to);
}

// CRC-32, eight tables of 256 entries ("slicing by 8").
const crcTables: usize = memory.data(8 * 256 * 4, 16);
let crcReady = false;

function buildCrcTables(): void {
  for (let n: u32 = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xedb88320 ^ (c >> 1) : c >> 1;
    store<u32>(crcTables + ((n as usize) << 2), c);
  }
  for (let n: usize = 0; n < 256; n++) {
    let c = load<u32>(crcTables + (n << 2));
    for (let k: usize = 1; k < 8; k++) {
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

export function crc32(from: usize, length: usize): u32 {
  if (!crcReady) buildCrcTables();
  let crc: u32 = 0xffffffff;
  let at = from;
  const end = from + length;
  while (at + 8 <= end) {
    const low = load<u32>(at) ^ crc;
    const high = load<u32>(at, 4);
    crc =
      crcEntry(7, low & 255) ^
      crcEntry(6, (low >> 8) & 255) ^
      crcEntry(5, (low >> 16) & 255) ^
      crcEntry(4, low >> 24) ^
      crcEntry(3, high & 255) ^
      crcEntry(2, (high >> 8) & 255) ^
      crcEntry(1, (high >> 16) & 255) ^
      crcEntry(0, high >> 24);
    at += 8;
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

/** "1006" and "1007", the beginnings of the modes 100644 and 100755, as they lie in memory. */
const MODE_FILE: u32 = 0x36303031;
const MODE_EXECUTABLE: u32 = 0x37303031;
const REST_FILE: u16 = 0x3434;
const REST_EXECUTABLE: u16 = 0x3535;
/** Of an entry: the mode with its space, and the id. */
const MODE_LENGTH: usize = 7;
const ID_LENGTH: usize = 20;

// @ts-ignore: decorator
@inline
function hexDigit(value: u32): u8 {
  return (value < 10 ? value + 48 : value + 87) as u8;
}

/**
 * Takes apart a tree object that has nothing but regular files with names of visible ASCII characters, each once and in
 * git's order. Each name goes to `names` with a line feed behind it, the same behind the folder's path to `paths`, and its id
 * in 40 hexadecimal digits to `ids`. Returns how many files there are, or -2 for every other object.
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
    for (let digit: usize = 0; digit < ID_LENGTH; digit++) {
      const value = load<u8>(at++) as u32;
      store<u8>(ids++, hexDigit(value >> 4));
      store<u8>(ids++, hexDigit(value & 15));
    }
    count++;
  }
  return count;
}
