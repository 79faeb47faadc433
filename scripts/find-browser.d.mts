export declare const CHROMIUM_ARGS: string[];
export declare function findBrowser(): Promise<{ executablePath: string; args: string[] }>;
