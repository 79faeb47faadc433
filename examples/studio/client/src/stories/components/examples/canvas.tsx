/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Canvas } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Canvas
    label="A sun over the sea"
    width={160}
    height={90}
    ref={(canvas) =>
      canvas.draw([
        { type: 'rect', x: 0, y: 0, width: 160, height: 90, fill: '#264653' },
        { type: 'circle', x: 80, y: 50, radius: 24, fill: '#e9c46a' },
        { type: 'rect', x: 0, y: 60, width: 160, height: 30, fill: '#2a9d8f' },
      ])
    }
  />
);
