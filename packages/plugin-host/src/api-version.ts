/** Version of the API that plugins see as `api.version`. */
export const API_VERSION = '1.0.0';
