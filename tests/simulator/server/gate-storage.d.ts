import type { Storage } from "@slotkit/core";
import type { StorageWeather } from "../world/storage-weather.ts";
import type { Machine } from "./machine.ts";
/**
 * A storage as a process on this machine sees it: every call takes its time, may fail before or after it took effect, and
 * is one at which the machine may die. A transaction whose machine dies is rolled back; a commit that was under way counts.
 */
export declare function gateStorage(storage: Storage, machine: Machine, weather: StorageWeather): Storage;
