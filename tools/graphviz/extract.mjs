// Reads the WebAssembly module out of the string that backend.js has of it: node extract.mjs backend.js OUT
import { readFileSync, writeFileSync } from 'node:fs';

const [source, out] = process.argv.slice(2);
const text = readFileSync(source, 'utf8');
const opening = 'function findWasmBinary(){return binaryDecode(';
const begin = text.indexOf(opening) + opening.length;
const quote = text[begin];
let end = begin + 1;
while (text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
const literal = text.slice(begin, end + 1);
const decode = text.match(/function binaryDecode\(bin\)\{.*?return o\}/)[0];
const bytes = new Function(`${decode}; return binaryDecode(${literal})`)();
new WebAssembly.Module(bytes); // or it is none
writeFileSync(out, bytes);
