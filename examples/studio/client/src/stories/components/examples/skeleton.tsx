/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Skeleton } from '@fluxstudio/plugin-sdk/ui';

export default <Skeleton lines={3} label="Loading the comments" />;
