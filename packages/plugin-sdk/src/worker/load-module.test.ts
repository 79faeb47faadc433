import { describe, expect, it } from 'vitest';
import { moduleFormat } from './load-module.ts';

describe('moduleFormat', () => {
  it.each([
    ['export default { activate() {} }', 'esm'],
    ['var a=1;export{a as default};', 'esm'],
    ['export function activate() { module.exports }', 'esm'],
    ['import x from "blob:x";\nexports.a = x', 'esm'],
    ['module.exports = { activate() {} }', 'cjs'],
    ['"use strict";Object.defineProperty(exports,"__esModule",{value:true});exports.activate=()=>{}', 'cjs'],
    ['exports.activate = async () => { await import("data:,") }', 'cjs'],
    ['console.log("nothing")', 'esm'],
  ])('%s is %s', (code, format) => {
    expect(moduleFormat(code)).toBe(format);
  });
});
