def makers(base): return {}
