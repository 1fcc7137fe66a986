import { Stop } from '../stop.ts';

/**
 * Tells a workbook from text by its first bytes. Throws `Stop` at a file that is neither, whatever its name says:
 * systems call web pages .xls, and people rename what does not open.
 */
export function kindOf(file: string, start: Buffer): 'csv' | 'xlsx' {
  if (start.length === 0) throw new Stop(`${file} is empty: it has no header line.`);
  const hex = start.toString('hex');
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'xlsx';
  if (hex.startsWith('d0cf11e0a1b11ae1')) {
    throw new Stop(`${file} is a workbook of the old kind (.xls), or has a password: save it as .xlsx without one.`);
  }
  const text = start
    .toString('latin1')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart();
  const other =
    BYTES.find(([signature]) => hex.startsWith(signature)) ?? TEXTS.find(([signature]) => signature.test(text));
  if (other !== undefined) throw new Stop(`${file} is ${other[1]} and save that as .xlsx or "CSV UTF-8".`);
  return 'csv';
}

const IN_SPREADSHEET = 'open it in a spreadsheet program';
const UNPACKED = 'a packed file: unpack it, open the file in it in a spreadsheet program';
const EXPORTED = 'have its table exported from the system it comes from';

const BYTES: [string, string][] = [
  ['fffe0000', `text in UTF-32: ${IN_SPREADSHEET}`],
  ['0000feff', `text in UTF-32: ${IN_SPREADSHEET}`],
  ['25504446', `a PDF file: ${EXPORTED}`],
  ['526172211a07', UNPACKED],
  ['377abcaf271c', UNPACKED],
  ['1f8b', UNPACKED],
  ['89504e47', `a picture: ${EXPORTED}`],
  ['ffd8ff', `a picture: ${EXPORTED}`],
  ['53514c69746520666f726d6174', `a database: ${EXPORTED}`],
];
const TEXTS: [RegExp, string][] = [
  [
    /^(<!doctype html|<html|<head|<meta|<body|<table|<style|MIME-Version:)/i,
    `a web page, even if it is called .xls: ${IN_SPREADSHEET}`,
  ],
  [/^(<\?xml|<Workbook)/i, `an XML file, even if it is called .xls: ${IN_SPREADSHEET}`],
  [/^(\[\s*[{["\]]|\{\s*["}])/, `a JSON file: ${EXPORTED}`],
  [/^\{\\rtf/, 'a text document (.rtf): copy its table into a spreadsheet'],
];
