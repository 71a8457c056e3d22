import { type Fields, withAllKeys } from "../fields.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { CUSTOM_ITEM_KEYS } from "./record-keys.ts";

export const customItemRecords = (state: AthleteState): Fields[] =>
  state.customItems
    .list()
    .sort((a, b) => Number(a.index) - Number(b.index))
    .map(customItemRecord);

export const customItemRecord = (item: Fields): Fields => withAllKeys(CUSTOM_ITEM_KEYS, item);
