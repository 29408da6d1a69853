// Finds the number that an ALTCHA challenge asks for: SHA-256(salt + number). WebCrypto answers one hash at a time and
// later, which is slower than counting it here. One whole search in one go: a worker keeps nobody waiting.
const ROOTS = new Int32Array(64);
for (let found = 0, number = 2; found < 64; number++) {
  let divisor = 2;
  while (divisor * divisor <= number && number % divisor) divisor++;
  if (divisor * divisor > number) ROOTS[found++] = Math.cbrt(number) * 2 ** 32;
}
const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
const schedule = new Int32Array(64);

// Takes 16 words of the message, from `at` on, into the state (FIPS 180-4, 6.2.2).
function take(state, words, at) {
  for (let i = 0; i < 16; i++) schedule[i] = words[at + i];
  for (let i = 16; i < 64; i++) {
    const x = schedule[i - 15], y = schedule[i - 2];
    const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[i] = (schedule[i - 16] + low + schedule[i - 7] + high) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (let i = 0; i < 64; i++) {
    const high = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + high + ((e & f) ^ (~e & g)) + ROOTS[i] + schedule[i]) | 0;
    const low = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + first) | 0; d = c; c = b; b = a; a = (first + second) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

function find({ salt, challenge, maxNumber }) {
  const wanted = new Int32Array(8).map((_, i) => parseInt(challenge.slice(i * 8, i * 8 + 8), 16));
  const bytes = new TextEncoder().encode(salt), whole = bytes.length & ~63, rest = bytes.length - whole;
  const start = new Int32Array(START), state = new Int32Array(8);
  const put = (words, at, byte) => { words[at >> 2] |= byte << (24 - (at & 3) * 8); };
  for (let at = 0; at < whole; at += 64) {
    const words = new Int32Array(16);
    for (let i = 0; i < 64; i++) put(words, i, bytes[at + i]);
    take(start, words, 0);
  }
  const head = new Int32Array(32), words = new Int32Array(32);
  for (let i = 0; i < rest; i++) put(head, i, bytes[whole + i]);
  for (let number = 0; number <= maxNumber; number++) {
    const digits = String(number), length = rest + digits.length, last = length + 9 > 64 ? 31 : 15;
    words.set(head);
    for (let i = 0; i < digits.length; i++) put(words, rest + i, digits.charCodeAt(i));
    put(words, length, 0x80);
    words[last] = (whole + length) * 8;
    state.set(start);
    take(state, words, 0);
    if (last === 31) take(state, words, 16);
    if (state[0] === wanted[0] && state.every((word, i) => word === wanted[i])) return number;
  }
  return null;
}

onmessage = ({ data }) => postMessage(find(data));
