/**
 * The subset of Garmin's FIT format that any reader accepts: a header, definitions, records and a checksum.
 * https://developer.garmin.com/fit/protocol/
 */
interface Field {
  readonly number: number;
  readonly type: "enum" | "uint8" | "uint16" | "uint32" | "sint32" | "string";
  readonly value: number | string;
}

export interface FitMessage {
  readonly global: number;
  readonly fields: readonly Field[];
}

export const field = (number: number, type: Field["type"], value: number | string): Field => ({ number, type, value });

const BASE = { enum: 0x00, uint8: 0x02, uint16: 0x84, uint32: 0x86, sint32: 0x85, string: 0x07 } as const;
const SIZE = { enum: 1, uint8: 1, uint16: 2, uint32: 4, sint32: 4, string: 32 } as const;

/** Seconds since 1989-12-31T00:00:00Z. `instant` is in milliseconds since 1970. */
export const fitTime = (instant: number): number => Math.floor(instant / 1000) - 631_065_600;

export function fitFile(messages: readonly FitMessage[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let defined = "";
  for (const { global, fields } of messages) {
    const shape = `${global} ${fields.map(({ number, type }) => `${number}${type}`)}`;
    if (shape !== defined) bytes.push(...definition(global, fields));
    defined = shape;
    bytes.push(0x00, ...fields.flatMap(encode));
  }
  const header = [14, 0x20, ...littleEndian(2132, 2), ...littleEndian(bytes.length, 4), ...ascii(".FIT", 4)];
  const file = [...header, ...littleEndian(checksum(header), 2)];
  // Spreading a long ride would exceed the maximum number of arguments.
  for (const byte of bytes) file.push(byte);
  file.push(...littleEndian(checksum(file), 2));
  return Uint8Array.from(file);
}

const definition = (global: number, fields: readonly Field[]): number[] => [
  0x40,
  0,
  0,
  ...littleEndian(global, 2),
  fields.length,
  ...fields.flatMap(({ number, type }) => [number, SIZE[type], BASE[type]]),
];

const encode = ({ type, value }: Field): number[] =>
  typeof value === "string" ? ascii(value, SIZE[type]) : littleEndian(value, SIZE[type]);

const littleEndian = (value: number, size: number): number[] =>
  Array.from({ length: size }, (_, i) => (Math.round(value) >> (8 * i)) & 0xff);

/** Strings have a fixed size and end with a zero byte. */
const ascii = (text: string, size: number): number[] =>
  Array.from({ length: size }, (_, i) => (i < size - 1 || text.length === size ? (text.charCodeAt(i) || 0) & 0x7f : 0));

const NIBBLES = [
  0x0000, 0xcc01, 0xd801, 0x1400, 0xf001, 0x3c00, 0x2800, 0xe401, 0xa001, 0x6c00, 0x7800, 0xb401, 0x5000, 0x9c01,
  0x8801, 0x4400,
];

function checksum(bytes: readonly number[]): number {
  let crc = 0;
  for (const byte of bytes) {
    for (const nibble of [byte & 0xf, byte >> 4]) {
      crc = (crc >> 4) ^ (NIBBLES[crc & 0xf] ?? 0) ^ (NIBBLES[nibble] ?? 0);
    }
  }
  return crc;
}
