import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventParser, type ServerEvent } from './event-parser.ts';

function parse(...pieces: string[]): ServerEvent[] {
  const events: ServerEvent[] = [];
  const take = createEventParser((event) => events.push(event));
  for (const piece of pieces) take(piece);
  return events;
}

describe('createEventParser', () => {
  it.each<[what: string, text: string, events: ServerEvent[]]>([
    ['an event', 'id: 7\nevent: change\ndata: {}\n\n', [{ id: '7', type: 'change', data: '{}' }]],
    ['one without a type', 'data: x\n\n', [{ id: '', type: 'message', data: 'x' }]],
    ['data in several lines', 'data: a\ndata:\ndata: c\n\n', [{ id: '', type: 'message', data: 'a\n\nc' }]],
    [
      'one space at most',
      'data:  a\n\ndata:b\n\n',
      ['', ''].map((id, at) => ({ id, type: 'message', data: at ? 'b' : ' a' })),
    ],
    ['colons in a value', 'data: a: b\n\n', [{ id: '', type: 'message', data: 'a: b' }]],
    ['a field without a value', 'data\n\n', [{ id: '', type: 'message', data: '' }]],
    [
      'comments, and fields that it does not know',
      ': hi\nretry: 5\nother: x\ndata: a\n\n',
      [{ id: '', type: 'message', data: 'a' }],
    ],
    [
      'nothing without data, but for its id',
      'id: 3\nevent: ready\n\ndata: a\n\n',
      [{ id: '3', type: 'message', data: 'a' }],
    ],
    [
      'an id that stays, and one that is no id',
      'id: 3\ndata: a\n\nid: 4\0\ndata: b\n\n',
      [
        { id: '3', type: 'message', data: 'a' },
        { id: '3', type: 'message', data: 'b' },
      ],
    ],
    ['no event that is not complete', 'data: a\n', []],
  ])('reads %s', (_, text, events) => {
    expect(parse(text)).toEqual(events);
  });

  it('reads the same with every kind of line end, wherever the text is cut', () => {
    const line = fc.constantFrom(
      'data: a',
      'data:',
      'id: 1',
      'id: 2',
      'event: change',
      ': c',
      '',
      'x',
      'data: ü',
    );
    const end = fc.constantFrom('\n', '\r', '\r\n');
    fc.assert(
      fc.property(fc.array(line), end, fc.array(fc.nat(200)), (lines, lineEnd, cuts) => {
        const text = lines.map((one) => one + lineEnd).join('');
        const places = [0, ...cuts.filter((at) => at < text.length).sort((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((to, index) => text.slice(places[index], to));
        expect(parse(...pieces)).toEqual(parse(lines.map((one) => `${one}\n`).join('')));
      }),
    );
  });

  it.each([
    ['line', (take: (text: string) => void) => take('x'.repeat(1024))],
    ['event', (take: (text: string) => void) => take(`data: ${'x'.repeat(1024)}\n`)],
  ])('does not gather a %s without end', (_, more) => {
    const take = createEventParser(() => undefined);
    expect(() => {
      for (let count = 0; count < 100; count++) more(take);
    }).toThrow('no end');
  });
});
