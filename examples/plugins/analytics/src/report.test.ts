import { describe, expect, it } from 'vitest';
import { reportBoard, reportFiles, reportProjects, sortRows } from './report.ts';

const shape = (id: string, kind: 'rect' | 'ellipse', color: string, width = 10) =>
  ({ id, kind, color, x: 0, y: 0, width, height: 10 }) as const;

describe('what is counted', () => {
  it('of shapes: kinds, and colours with their area, whatever their case', () => {
    const report = reportBoard([
      shape('a', 'rect', '#FF0000'),
      shape('b', 'ellipse', '#00ff00'),
      shape('c', 'rect', '#ff0000', 30),
    ]);
    expect(report.summary).toBe('3 shapes');
    expect(report.charts[0]).toMatchObject({
      type: 'pie',
      labels: ['rect', 'ellipse'],
      series: [{ values: [2, 1] }],
    });
    expect(report.rows.map(({ cells }) => cells)).toEqual([
      { color: '#ff0000', shapes: 2, area: 400 },
      { color: '#00ff00', shapes: 1, area: 100 },
    ]);
  });

  it('of files: types by number and by size', () => {
    const file = (path: string, size?: number) => ({
      name: path,
      path,
      type: 'file' as const,
      ...(size ? { size } : {}),
    });
    const report = reportFiles([file('a.md', 5), file('B.MD', 7), file('logo.png', 100), file('.env')]);
    expect(report.summary).toBe('4 files, 112 bytes');
    expect(report.charts[0]).toMatchObject({
      labels: ['.md', '.png', 'none'],
      series: [{ values: [2, 1, 1] }],
    });
    expect(report.charts[1]).toMatchObject({
      labels: ['.png', '.md', 'none'],
      series: [{ values: [100, 12, 0] }],
    });
  });

  it('of projects: how many there were at the end of each month', () => {
    const project = (id: string, createdAt: string) => ({
      id,
      name: id,
      type: 'design',
      createdAt,
      updatedAt: createdAt,
    });
    const report = reportProjects([
      project('c', '2026-03-01T00:00:00Z'),
      project('b', '2026-01-20T00:00:00Z'),
      project('a', '2026-01-02T00:00:00Z'),
    ]);
    expect(report.charts[0]).toMatchObject({
      type: 'line',
      labels: ['2026-01', '2026-03'],
      series: [{ values: [2, 3] }],
    });
  });

  it('of many: the fewest come together', () => {
    const colors = Array.from({ length: 12 }, (_, index) => `#0000${(index + 16).toString(16)}`);
    const { charts, rows } = reportBoard(colors.map((color) => shape(color, 'rect', color)));
    expect(charts[1].labels).toHaveLength(8);
    expect(charts[1].labels.at(-1)).toBe('other');
    expect(charts[1].series[0]?.values).toEqual([1, 1, 1, 1, 1, 1, 1, 5]);
    expect(rows).toHaveLength(12);
  });

  it('of nothing: nothing', () => {
    for (const report of [reportBoard([]), reportFiles([]), reportProjects([])])
      expect([report.rows, report.charts[0].labels]).toEqual([[], []]);
  });
});

it('sorts numbers by size and texts by the alphabet', () => {
  const rows = [
    { id: '1', cells: { name: 'b', size: 9 } },
    { id: '2', cells: { name: 'a', size: 10 } },
  ];
  const ids = (column: string, descending: boolean) => sortRows(rows, column, descending).map(({ id }) => id);
  expect([ids('size', false), ids('size', true), ids('name', false)]).toEqual([
    ['1', '2'],
    ['2', '1'],
    ['2', '1'],
  ]);
});
