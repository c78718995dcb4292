// SPDX-License-Identifier: GPL-3.0-or-later
// The library that reads KMZ for GDAL does not free what it had of a damaged archive; the leak sanitizer would count that
// as ours.

extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libkmlengine\nleak:libkmlbase\n"; }
