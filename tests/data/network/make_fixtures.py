#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the two text networks of this folder; see README.md.

    make_fixtures.py nhdplus_new_hope.geojson epa_example6.inp OUT_FOLDER

The first input is made by: ogr2ogr -t_srs EPSG:4326 -dim XY nhdplus_new_hope.geojson nhdplus_new_hope.gpkg
"""
import json
import math
import sys


def flowlines(path, out):
    features = json.load(open(path))["features"]
    rows = {}
    for f in features:
        p = {k.lower(): v for k, v in f["properties"].items()}
        g = f["geometry"]
        lines = g["coordinates"] if g["type"] == "MultiLineString" else [g["coordinates"]]
        assert len(lines) == 1, p["comid"]
        rows[int(p["comid"])] = (int(p["fromnode"]), int(p["tonode"]), lines[0], int(p["hydroseq"]), int(p["streamorde"]))
    arriving = {}
    for comid, (_, to, *_) in rows.items():
        arriving.setdefault(to, []).append(comid)

    def upstream(comid):
        found, todo = set(), [comid]
        while todo:
            at = todo.pop()
            if at in found:
                continue
            found.add(at)
            todo += arriving.get(rows[at][0], [])
        return found

    sizes = {c: len(upstream(c)) for c in rows}
    ordered = sorted(rows, key=lambda c: (-sizes[c], c))
    with open(out, "w") as o:
        o.write("# line COMID lon lat lon lat …   up COMID number-of-reaches-upstream (itself included) sum-of-their-COMIDs   node COMID FromNode ToNode Hydroseq StreamOrde\n")
        for comid in sorted(rows):
            pts = rows[comid][2]
            # Ends exactly, one middle vertex in four: enough shape, a quarter of the bytes.
            kept = [p for i, p in enumerate(pts) if i in (0, len(pts) - 1) or i % 4 == 0]
            o.write(f"line {comid} " + " ".join(f"{p[0]:.6f} {p[1]:.6f}" for p in kept) + "\n")
        for comid in ordered:
            u = upstream(comid)
            o.write(f"up {comid} {len(u)} {sum(u)}\n")
        for comid in sorted(rows):
            start, end, _, sequence, order = rows[comid]
            o.write(f"node {comid} {start} {end} {sequence} {order}\n")


def sewer(path, out):
    sections, name = {}, None
    for line in open(path, encoding="latin-1"):
        line = line.split(";")[0].strip()
        if line.startswith("["):
            name = line.strip("[]").upper()
        elif line and name:
            sections.setdefault(name, []).append(line.split())
    at = {r[0]: (float(r[1]), float(r[2])) for r in sections["COORDINATES"]}
    vertices = {}
    for r in sections.get("VERTICES", []):
        vertices.setdefault(r[0], []).append((float(r[1]), float(r[2])))
    level = {r[0]: r[1] for kind in ("JUNCTIONS", "STORAGE", "OUTFALLS") for r in sections.get(kind, [])}
    outfalls = [r[0] for r in sections["OUTFALLS"]]
    links = [r for kind in ("CONDUITS", "ORIFICES", "WEIRS", "PUMPS") for r in sections.get(kind, [])]
    arriving = {}
    for r in links:
        arriving.setdefault(r[2], []).append(r)

    # Map units (feet, place unknown) are put on the ground near Changchun.
    metre = 0.3048
    lat0, lon0 = 43.9, 125.3

    def place(p):
        return lon0 + p[0] * metre / (111320 * math.cos(math.radians(lat0))), lat0 + p[1] * metre / 111100

    with open(out, "w") as o:
        o.write("# node NAME lon lat invert   outfall NAME lon lat invert   pipe NAME FROM TO lon lat …   up OUTFALL PIPE…\n")
        for n in sorted(at):
            if n not in level:
                continue
            x, y = place(at[n])
            o.write(f"{'outfall' if n in outfalls else 'node'} {n} {x:.7f} {y:.7f} {level[n]}\n")
        for r in links:
            pts = [at[r[1]], *vertices.get(r[0], []), at[r[2]]]
            o.write(f"pipe {r[0]} {r[1]} {r[2]} " + " ".join("%.7f %.7f" % place(p) for p in pts) + "\n")
        for outfall in outfalls:
            found, todo, seen = set(), [outfall], set()
            while todo:
                n = todo.pop()
                if n in seen:
                    continue
                seen.add(n)
                for r in arriving.get(n, []):
                    found.add(r[0])
                    todo.append(r[1])
            o.write(f"up {outfall} " + " ".join(sorted(found)) + "\n")


flowlines(sys.argv[1], sys.argv[3] + "/new_hope.txt")
sewer(sys.argv[2], sys.argv[3] + "/epa_example6.txt")
