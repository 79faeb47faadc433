import { Chart, Heading, h, Image, Markdown, type PanelRender, Text } from './ui.ts';

const NOTES = `# Release notes

Version **2.4** brings _guides_, \`snapping\` and [a new page](https://docs.example.com/guides).

- Guides that stay where they are
- [x] Snapping to them
- [ ] Sharing

| Key | Does |
| --- | --- |
| G | Shows the grid |
| H | Hides it |

\`\`\`
api.guides.add({ x: 120 });
\`\`\`

<b>HTML</b> is text.`;

export const drawMarkdown: PanelRender = (root) => {
  root.append(h(Markdown, { text: NOTES }));
};

const SUN =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90"%3E%3Crect width="160" height="90" fill="%23264653"/%3E%3Ccircle cx="80" cy="45" r="26" fill="%23e9c46a"/%3E%3C/svg%3E';

export const drawImages: PanelRender = (root) => {
  root.append(
    h(Text, {}, 'A drawn sun, as wide as the panel and as a tile:'),
    h(Image, { src: SUN, alt: 'A sun' }),
    h(Image, { src: SUN, alt: 'The sun again', width: 64, height: 64, fit: 'cover' }),
    h(Text, { tone: 'muted' }, 'One from a site that the plugin has no leave to speak to:'),
    h(Image, { src: 'https://pictures.example.com/sun.png', alt: 'Another sun' }),
  );
};

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export const drawCharts: PanelRender = (root) => {
  root.append(
    h(Chart, {
      type: 'bar',
      label: 'Visits by weekday',
      labels: DAYS,
      series: [
        { name: 'This week', values: [820, 932, 901, 934, 1290, 1330, 1320] },
        { name: 'Last week', values: [620, 702, 811, 734, 990, 1130, 1020] },
      ],
    }),
    h(Chart, {
      type: 'line',
      label: 'Balance',
      labels: Array.from({ length: 24 }, (_, hour) => `${hour}:00`),
      series: [
        { name: 'Income', values: Array.from({ length: 24 }, (_, hour) => 40 * Math.sin(hour / 4)) },
        { name: 'Costs', values: Array.from({ length: 24 }, (_, hour) => 20 * Math.cos(hour / 3) - 10) },
        { name: 'Plan', values: Array.from({ length: 24 }, (_, hour) => hour) },
      ],
    }),
    h(Chart, {
      type: 'pie',
      label: 'Files by kind',
      labels: ['Pictures', 'Documents', 'Fonts', 'Other'],
      series: [{ name: 'Files', values: [120, 80, 34, 9] }],
    }),
  );
};

export const drawCanvas: PanelRender = (root, { document }) => {
  const canvas = document.createElement('Canvas');
  canvas.setAttribute('label', 'A clock');
  canvas.setAttribute('width', 200);
  canvas.setAttribute('height', 200);
  canvas.draw([
    { type: 'rect', x: 0, y: 0, width: 200, height: 200, radius: 16, fill: '#f4f1de' },
    { type: 'circle', x: 100, y: 100, radius: 80, fill: '#ffffff', stroke: '#3d405b', lineWidth: 4 },
    { type: 'line', x1: 100, y1: 100, x2: 100, y2: 45, stroke: '#3d405b', lineWidth: 4 },
    { type: 'line', x1: 100, y1: 100, x2: 140, y2: 120, stroke: '#e07a5f', lineWidth: 4 },
    {
      type: 'path',
      points: [
        [94, 100],
        [100, 94],
        [106, 100],
        [100, 106],
      ],
      closed: true,
      fill: '#3d405b',
    },
    { type: 'text', x: 100, y: 150, text: '12:20', align: 'center', bold: true, size: 16, fill: '#3d405b' },
  ]);
  root.append(h(Heading, {}, 'Drawn by commands'), canvas);
};
