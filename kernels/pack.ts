// The inner loops of reading a git pack, compiled by AssemblyScript to WebAssembly: inflate (RFC 1951 in the
// RFC 1950 wrapper), SHA-1 (FIPS 180-4), CRC-32 (as in git's pack index) and git's delta format
// (gitformat-pack, "Deltified representation"). All addresses are byte offsets into the exported memory.
// The caller owns the memory from `freeMemoryStart()` on.

const MORE_INPUT: i32 = -1;
const CORRUPT: i32 = -2;

// Decoding tables: one u16 an entry, symbol << 4 | length; 0 where the code is longer than the table's bits.
const FAST_BITS: i32 = 10;
const FAST_SIZE: i32 = 1 << FAST_BITS;
const litFast: usize = memory.data(FAST_SIZE * 2, 16);
const distFast: usize = memory.data(FAST_SIZE * 2, 16);
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
function buildCode(from: usize, count: i32, counts: usize, symbols: usize, fast: usize): bool {
  memory.fill(counts, 0, 32);
  memory.fill(fast, 0, FAST_SIZE * 2);
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
    if (length <= FAST_BITS) {
      let reversed: i32 = 0;
      for (let bit = 0; bit < length; bit++) reversed |= ((value >> bit) & 1) << (length - 1 - bit);
      const entry = ((symbol << 4) | length) as u16;
      for (let i = reversed; i < FAST_SIZE; i += 1 << length) store<u16>(fast + (i << 1), entry);
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
function decode(fast: usize, counts: usize, symbols: usize): i32 {
  const entry = load<u16>(fast + (((bitBuffer as usize) & (FAST_SIZE - 1)) << 1)) as i32;
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
  buildCode(lengths, 288, litCount, litSymbols, litFast);
  memory.fill(lengths, 5, 30);
  buildCode(lengths, 30, distCount, distSymbols, distFast);
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
  if (!buildCode(lengths, 19, litCount, litSymbols, litFast)) return CORRUPT;
  const total = litCodes + distCodes;
  let i = 0;
  while (i < total) {
    refill();
    const symbol = decode(litFast, litCount, litSymbols);
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
  if (!buildCode(lengths, litCodes, litCount, litSymbols, litFast)) return CORRUPT;
  if (!buildCode(lengths + litCodes, distCodes, distCount, distSymbols, distFast)) return CORRUPT;
  return 0;
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
      refill();
      let symbol = decode(litFast, litCount, litSymbols);
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
      const distSymbol = decode(distFast, distCount, distSymbols);
      if (distSymbol < 0) return distSymbol;
      if (distSymbol > 29) return CORRUPT;
      const distBits = load<u8>(distExtra + distSymbol) as i32;
      if (bitCount < distBits) return MORE_INPUT;
      const distance = ((load<u16>(distBase + (distSymbol << 1)) as u32) + take(distBits)) as usize;
      if (distance > out - to || out + length > outEnd) return CORRUPT;
      let source = out - distance;
      if (distance >= length) {
        memory.copy(out, source, length);
        out += length;
      } else {
        const stop = out + length;
        while (out < stop) store<u8>(out++, load<u8>(source++));
      }
    }
  }
  input -= (bitCount >> 3) as usize;
  if (out != outEnd) return CORRUPT;
  if (input + 4 > inputEnd) return MORE_INPUT;
  return (input + 4 - from) as i32;
}

// SHA-1. A state is 96 bytes: five u32, the byte count as u64 at 24, and a block of 64 bytes at 32.
const words: usize = memory.data(80 * 4, 16);
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

function sha1Block(state: usize, block: usize): void {
  for (let i: usize = 0; i < 64; i += 4) store<u32>(words + i, bswap<u32>(load<u32>(block + i)));
  for (let i: usize = 64; i < 320; i += 4) {
    const at = words + i;
    store<u32>(at, rotl<u32>(load<u32>(at - 12) ^ load<u32>(at - 32) ^ load<u32>(at - 56) ^ load<u32>(at - 64), 1));
  }
  let a = load<u32>(state);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  let e = load<u32>(state, 16);
  let i: usize = 0;
  for (; i < 80; i += 4) {
    const next = rotl<u32>(a, 5) + (d ^ (b & (c ^ d))) + e + 0x5a827999 + load<u32>(words + i);
    e = d;
    d = c;
    c = rotl<u32>(b, 30);
    b = a;
    a = next;
  }
  for (; i < 160; i += 4) {
    const next = rotl<u32>(a, 5) + (b ^ c ^ d) + e + 0x6ed9eba1 + load<u32>(words + i);
    e = d;
    d = c;
    c = rotl<u32>(b, 30);
    b = a;
    a = next;
  }
  for (; i < 240; i += 4) {
    const next = rotl<u32>(a, 5) + ((b & c) | (d & (b | c))) + e + 0x8f1bbcdc + load<u32>(words + i);
    e = d;
    d = c;
    c = rotl<u32>(b, 30);
    b = a;
    a = next;
  }
  for (; i < 320; i += 4) {
    const next = rotl<u32>(a, 5) + (b ^ c ^ d) + e + 0xca62c1d6 + load<u32>(words + i);
    e = d;
    d = c;
    c = rotl<u32>(b, 30);
    b = a;
    a = next;
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
