import type { View } from '../store/views/view.ts';
import { noticesView } from './notices-view.ts';

/** Every view of the work: the process and the commands on its records must open the store with the same ones. */
export const WORK_VIEWS: readonly View[] = [noticesView];
