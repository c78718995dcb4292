<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>suyuan::desktop::BackdropPanel</name>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>Add a backdrop</source>
        <translation>添加底图</translation>
    </message>
    <message>
        <source>Move the backdrop up</source>
        <translation>底图上移</translation>
    </message>
    <message>
        <source>Move the backdrop down</source>
        <translation>底图下移</translation>
    </message>
    <message>
        <source>Remove the backdrop from the map</source>
        <translation>从地图中移除底图</translation>
    </message>
    <message>
        <source>Backdrops</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>Backdrop</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Pictures below all layers, the topmost first; the box switches one.</source>
        <translation>位于所有图层下面的图像，最上面的排在最前；勾选框控制显示。</translation>
    </message>
    <message>
        <source>Raster &amp;file…</source>
        <translation>栅格文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Opacity of the chosen backdrop</source>
        <translation>所选底图的不透明度</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>未显示</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Raster to lie below the map</source>
        <translation>选择作为底图的栅格</translation>
    </message>
    <message>
        <source>Rasters (*.tif *.tiff *.vrt *.mbtiles *.gpkg *.img *.jp2 *.png *.jpg *.asc *.dem *.hgt);;All files (*)</source>
        <translation>栅格 (*.tif *.tiff *.vrt *.mbtiles *.gpkg *.img *.jp2 *.png *.jpg *.asc *.dem *.hgt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Keys, terms and areas to take along</source>
        <translation>密钥、条款和离线区域</translation>
    </message>
    <message>
        <source>Online map by &amp;address…</source>
        <translation>按地址添加在线底图(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Key of the map…</source>
        <translation>底图密钥(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Terms of use</source>
        <translation>使用条款(&amp;T)</translation>
    </message>
    <message>
        <source>Areas without a &amp;network…</source>
        <translation>离线区域(&amp;N)…</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>pausing</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>key refused</source>
        <translation>密钥被拒</translation>
    </message>
    <message>
        <source>needs a key</source>
        <translation>需要密钥</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::Banner</name>
    <message>
        <source>Close this line</source>
        <translation>关闭此行</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>CGCS2000, longitude and latitude</source>
        <translation>CGCS2000 经纬度</translation>
    </message>
    <message>
        <source>all records; or a condition such as status = '已确认'</source>
        <translation>全部记录；或条件，如 status = '已确认'</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>图层(&amp;L)</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>编码(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Coordinate system</source>
        <translation>坐标系(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Only where</source>
        <translation>条件(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;What would be lost</source>
        <translation>导出前检查(&amp;W)</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>导出(&amp;X)</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>要写入的文件</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Checking before the export</source>
        <translation>导出前检查</translation>
    </message>
    <message>
        <source>%1: %2 records</source>
        <translation>%1：%2 条记录</translation>
    </message>
    <message>
        <source>Nothing is changed or lost.</source>
        <translation>导出不会改动或丢失内容。</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Written: %1 records.</source>
        <translation>已写出 %1 条记录。</translation>
    </message>
    <message>
        <source>Only the %1 &amp;selected</source>
        <translation>只导出选中的 %1 条(&amp;S)</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::FindingModel</name>
    <message>
        <source>%1 [set aside: %2; %3, %4]</source>
        <translation>%1［已忽略：%2；%3，%4］</translation>
    </message>
    <message>
        <source>○ Set aside (%1)</source>
        <translation>○ 已忽略（%1）</translation>
    </message>
    <message>
        <source>No county</source>
        <translation>无区县</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>无排查队伍</translation>
    </message>
    <message>
        <source>%1 [can be fixed]</source>
        <translation>%1［可修正］</translation>
    </message>
    <message>
        <source>%1 %2 (%3, %4 can be fixed)</source>
        <translation>%1 %2（%3，可修正 %4）</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::FindingPanel</name>
    <message>
        <source>&amp;Ignore with a reason…</source>
        <translation>说明原因并忽略(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Take up again</source>
        <translation>恢复(&amp;T)</translation>
    </message>
    <message>
        <source>○ Set aside</source>
        <translation>○ 已忽略</translation>
    </message>
    <message>
        <source>○ Set aside: %1</source>
        <translation>○ 已忽略：%1</translation>
    </message>
    <message>
        <source>By county</source>
        <translation>按区县</translation>
    </message>
    <message>
        <source>By team</source>
        <translation>按排查队伍</translation>
    </message>
    <message>
        <source>About the finding</source>
        <translation>检查结果说明</translation>
    </message>
    <message>
        <source>Choose a finding: here stands why it was found and what to do.</source>
        <translation>选择一条检查结果，此处说明原因和处理办法。</translation>
    </message>
    <message>
        <source>Taken up again: %1. Ctrl+Z takes it back.</source>
        <translation>已恢复 %1 条，Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Ignore with a reason</source>
        <translation>说明原因并忽略</translation>
    </message>
    <message numerus="yes">
        <source>Why may %n finding(s) stay as they are? The reason is kept with your name, %1.</source>
        <translation>
            <numerusform>这 %n 条检查结果为何可以保留？原因将与您的姓名（%1）一同记录。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was set aside: write the reason, so that whoever checks later knows why.</source>
        <translation>尚未忽略：请填写原因，以便日后核查。</translation>
    </message>
    <message>
        <source>Set aside: %1. Ctrl+Z takes it back.</source>
        <translation>已忽略 %1 条，Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Fix &amp;this</source>
        <translation>修正此条(&amp;T)</translation>
    </message>
    <message>
        <source>Fix all of this &amp;kind</source>
        <translation>修正同类(&amp;K)</translation>
    </message>
    <message>
        <source>Fix all that is &amp;safe</source>
        <translation>修正全部可靠项(&amp;S)</translation>
    </message>
    <message>
        <source>Filter: rule, code, name …</source>
        <translation>筛选：规则、编码、名称……</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>By severity</source>
        <translation>按严重程度</translation>
    </message>
    <message>
        <source>✖ Errors</source>
        <translation>✖ 错误</translation>
    </message>
    <message>
        <source>▲ Warnings</source>
        <translation>▲ 警告</translation>
    </message>
    <message>
        <source>ⓘ Hints</source>
        <translation>ⓘ 提示</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>重新检查(&amp;A)</translation>
    </message>
    <message>
        <source>Not checked yet.</source>
        <translation>还没有检查。</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Fixed. Ctrl+Z takes it back.</source>
        <translation>已修正。Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Records changed: %1. Ctrl+Z takes it back.</source>
        <translation>已修改 %1 条记录。Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Checked %1 outfalls: %2 findings.</source>
        <translation>已检查 %1 个排污口，发现 %2 个问题。</translation>
    </message>
    <message>
        <source>Shown: %1.</source>
        <translation>显示 %1 个。</translation>
    </message>
    <message>
        <source>Much changed since: check again.</source>
        <translation>此后改动较多，请重新检查。</translation>
    </message>
    <message>
        <source>Edits are followed.</source>
        <translation>随改随查。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::HistoryPanel</name>
    <message numerus="yes">
        <source>Device %1; %n row(s) changed</source>
        <translation>
            <numerusform>设备 %1；改动 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Take this &amp;entry back</source>
        <translation>撤销这一条(&amp;E)</translation>
    </message>
    <message>
        <source>This record</source>
        <translation>本记录</translation>
    </message>
    <message>
        <source>Whole survey</source>
        <translation>整个项目</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Choose a record to see what happened to it.</source>
        <translation>选择一条记录，查看它的变更。</translation>
    </message>
    <message>
        <source>record made</source>
        <translation>新建记录</translation>
    </message>
    <message>
        <source>record deleted</source>
        <translation>删除记录</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Place: moved</source>
        <translation>位置：移动</translation>
    </message>
    <message numerus="yes">
        <source>Entries for this record: %n</source>
        <translation>
            <numerusform>本记录共 %n 条变更</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Entries: %n</source>
        <translation>
            <numerusform>共 %n 条变更</numerusform>
        </translation>
    </message>
    <message>
        <source>The newest 500 entries.</source>
        <translation>最新的 500 条变更。</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤销</translation>
    </message>
    <message numerus="yes">
        <source>This entry changed %n row(s); all of them would be taken back, as a new entry. Go on?</source>
        <translation>
            <numerusform>这一条改动了 %n 行，将全部撤销（记为新的一条）。继续吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>The entry is taken back. Ctrl+Z brings it again.</source>
        <translation>已撤销这一条。Ctrl+Z 可恢复。</translation>
    </message>
    <message>
        <source>Old and new co&amp;des…</source>
        <translation>新旧编码(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>核对(&amp;V)</translation>
    </message>
    <message>
        <source>Hold every entry of the history against its hash</source>
        <translation>逐条核对历史的哈希</translation>
    </message>
    <message>
        <source>Head: %1</source>
        <translation>末尾摘要：%1</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::ImportDialog</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Import &amp;as</source>
        <translation>导入为(&amp;A)</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>the file's own, or detected</source>
        <translation>文件自带或自动识别</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>编码(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Coordinate system</source>
        <translation>坐标系(&amp;C)</translation>
    </message>
    <message>
        <source>First rows; the top line says which field each column goes to.</source>
        <translation>前几行数据；第一行选择每列对应的字段。</translation>
    </message>
    <message>
        <source>&amp;Try without writing</source>
        <translation>试运行(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>File to import</source>
        <translation>要导入的文件</translation>
    </message>
    <message>
        <source>Spatial and table files</source>
        <translation>空间数据和表格文件</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Looking at the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>(not taken)</source>
        <translation>（不导入）</translation>
    </message>
    <message>
        <source>Longitude / easting</source>
        <translation>经度 / Y（东）</translation>
    </message>
    <message>
        <source>Latitude / northing</source>
        <translation>纬度 / X（北）</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>encoding %1</source>
        <translation>编码 %1</translation>
    </message>
    <message>
        <source>coordinate system %1</source>
        <translation>坐标系 %1</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>Would be: read %1, taken %2, refused %3.</source>
        <translation>试运行：读取 %1，可导入 %2，拒绝 %3。</translation>
    </message>
    <message>
        <source>Done: read %1, taken %2, refused %3.</source>
        <translation>完成：读取 %1，导入 %2，拒绝 %3。</translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::JoinDialog</name>
    <message>
        <source>Join a survey</source>
        <translation>加入项目</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>&amp;Hub folder (USB stick, network share)</source>
        <translation>同步位置：U 盘、网络共享(&amp;H)</translation>
    </message>
    <message>
        <source>Hub folder</source>
        <translation>同步位置</translation>
    </message>
    <message>
        <source>&amp;New folder for your copy</source>
        <translation>副本的新文件夹(&amp;N)</translation>
    </message>
    <message>
        <source>New folder for your copy</source>
        <translation>副本的新文件夹</translation>
    </message>
    <message>
        <source>&amp;Your name</source>
        <translation>您的姓名(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Join</source>
        <translation>加入(&amp;J)</translation>
    </message>
    <message>
        <source>Copying the survey; cancelled, it leaves nothing behind.</source>
        <translation>正在复制项目；取消不会留下任何文件。</translation>
    </message>
    <message>
        <source>Joining</source>
        <translation>正在加入</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::LayerPanel</name>
    <message>
        <source>no geometry</source>
        <translation>无几何</translation>
    </message>
    <message>
        <source>a coordinate is no number</source>
        <translation>坐标不是数</translation>
    </message>
    <message>
        <source>outside of the map&apos;s projection</source>
        <translation>超出地图投影范围</translation>
    </message>
    <message>
        <source>damaged geometry</source>
        <translation>几何损坏</translation>
    </message>
    <message>
        <source>cannot be drawn</source>
        <translation>无法绘制</translation>
    </message>
    <message>
        <source>Enter or a double click shows the record.</source>
        <translation>按回车或双击查看该记录。</translation>
    </message>
    <message>
        <source>&amp;Style…</source>
        <translation>样式(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Undo the last change of a style</source>
        <translation>撤销上一次样式修改(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Zoom to the layer</source>
        <translation>缩放到图层(&amp;Z)</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>A drag, or Ctrl with an arrow key, moves a layer up or down; the box switches it.</source>
        <translation>拖动，或按 Ctrl 加方向键，可上下移动图层；方框控制显示。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::MainWindow</name>
    <message>
        <source>&amp;Style of the layer…</source>
        <translation>图层样式(&amp;S)…</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New survey…</source>
        <translation>新建项目(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Folder of the survey</source>
        <translation>项目文件夹</translation>
    </message>
    <message>
        <source>&amp;Close the survey</source>
        <translation>关闭排查项目(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Compose a map…</source>
        <translation>出图(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Sync…</source>
        <translation>同步(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>地图(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>选择(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Pan</source>
        <translation>平移(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Add an outfall</source>
        <translation>添加排污口(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Move an outfall</source>
        <translation>移动排污口(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Trace up</source>
        <translation>向上溯源(&amp;T)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>Pre&amp;vious view</source>
        <translation>上一视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Next view</source>
        <translation>下一视图(&amp;N)</translation>
    </message>
    <message>
        <source>Show &amp;everything</source>
        <translation>显示全部(&amp;E)</translation>
    </message>
    <message>
        <source>The place lies outside the area of the map&apos;s coordinate system.</source>
        <translation>该位置超出地图坐标系的适用范围。</translation>
    </message>
    <message>
        <source>&amp;Survey</source>
        <translation>排查(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Check the survey</source>
        <translation>检查排查数据(&amp;C)</translation>
    </message>
    <message>
        <source>Trace the selected outfall &amp;up</source>
        <translation>所选排污口向上溯源(&amp;U)</translation>
    </message>
    <message>
        <source>Trace the selected outfall &amp;down</source>
        <translation>所选排污口向下追踪(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高对比度(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>On the map: + − and arrows; Enter uses the tool at the middle; Shift and a drag zooms into a box.</source>
        <translation>地图上：+、− 缩放，方向键平移；回车在地图中心使用当前工具；按住 Shift 拖动可框选放大。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Making the demo survey; this takes about half a minute.</source>
        <translation>正在生成示范项目，约需半分钟。</translation>
    </message>
    <message>
        <source>Read-only: %1 is writing in this survey. You can look at everything; open it again when they are done.</source>
        <translation>只读：%1 正在写入此项目。您可以查看全部内容，待其完成后重新打开即可编辑。</translation>
    </message>
    <message>
        <source>Read-only: this survey cannot be written here. You can look at everything.</source>
        <translation>只读：此处无法写入该项目，但可以查看全部内容。</translation>
    </message>
    <message>
        <source>Suyuan</source>
        <translation>溯源</translation>
    </message>
    <message>
        <source>✓ recorded: %1</source>
        <translation>✓ 已记录：%1</translation>
    </message>
    <message>
        <source>✓ recorded</source>
        <translation>✓ 已记录</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>撤销 %1(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>重做 %1(&amp;R)</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>可编辑</translation>
    </message>
    <message>
        <source>Cancelled; nothing was changed.</source>
        <translation>已取消，数据未改动。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>溯源</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Outfalls</source>
        <translation>排污口</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Checked %1 outfalls: %2 findings.</source>
        <translation>已检查 %1 个排污口，发现 %2 条问题。</translation>
    </message>
    <message>
        <source>Nothing to trace from here: no outfall, channel, well or unit under the pointer.</source>
        <translation>此处无法溯源：光标下没有排污口、通道、检查井或排污单位。</translation>
    </message>
    <message>
        <source>Move an outfall</source>
        <translation>移动排污口</translation>
    </message>
    <message>
        <source>Add an outfall</source>
        <translation>添加排污口</translation>
    </message>
    <message>
        <source>Tracing</source>
        <translation>正在溯源</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>设置(&amp;T)…</translation>
    </message>
    <message>
        <source>Demo survey</source>
        <translation>示范项目</translation>
    </message>
    <message>
        <source>The address service did not answer (%1); the place was filled from the survey's own data.</source>
        <translation>地址服务没有应答（%1）；位置已按项目自有数据填写。</translation>
    </message>
    <message>
        <source>Address from the service</source>
        <translation>由地址服务填写地址</translation>
    </message>
    <message>
        <source>The record is not there any more; it was deleted since.</source>
        <translation>这条记录已不存在，之后被删除了。</translation>
    </message>
    <message>
        <source>The record has no place on the map.</source>
        <translation>这条记录没有位置，图上看不到。</translation>
    </message>
    <message>
        <source>Choose an outfall first, on the map or in the table.</source>
        <translation>请先在地图或表格中选择一个排污口。</translation>
    </message>
    <message>
        <source>Go to: %1</source>
        <translation>转到：%1</translation>
    </message>
    <message>
        <source>When the program ended, “%1” was being typed in %2 and was not recorded; it is kept.</source>
        <translation>程序结束时，“%1”正在“%2”中输入，尚未录入；文字已保留。</translation>
    </message>
    <message numerus="yes">
        <source>More fields kept likewise: %n.</source>
        <translation>
            <numerusform>另有 %n 个字段的文字也已保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Record it</source>
        <translation>录入(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Drop it</source>
        <translation>放弃(&amp;D)</translation>
    </message>
    <message>
        <source>Record kept text</source>
        <translation>录入保留的文字</translation>
    </message>
    <message>
        <source>The record is gone or the text does not fit its field, so this was not recorded; copy it if it is needed: %1</source>
        <translation>记录已不存在或文字不合字段要求，以下内容没有录入，需要时请复制：%1</translation>
    </message>
    <message>
        <source>Opening the survey</source>
        <translation>正在打开项目</translation>
    </message>
    <message>
        <source>Give &amp;codes…</source>
        <translation>编码(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Name outfalls…</source>
        <translation>命名(&amp;N)…</translation>
    </message>
    <message>
        <source>Class &amp;key…</source>
        <translation>分类检索(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Reclassify…</source>
        <translation>改变类别(&amp;R)…</translation>
    </message>
    <message>
        <source>Quality &amp;bill of a county…</source>
        <translation>区县质量检查单(&amp;B)…</translation>
    </message>
    <message>
        <source>Class by the key</source>
        <translation>按检索表定类别</translation>
    </message>
    <message>
        <source>Measure a &amp;length</source>
        <translation>量距离(&amp;L)</translation>
    </message>
    <message>
        <source>Measure an a&amp;rea</source>
        <translation>量面积(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Find a name, code or place…</source>
        <translation>查找名称、编码或位置(&amp;F)…</translation>
    </message>
    <message>
        <source>This survey has neither an outline of %1 nor an outfall in it; import its outline as a division to see it.</source>
        <translation>本项目既没有%1的边界，也没有其中的排污口；把边界作为行政区划导入后即可显示。</translation>
    </message>
    <message>
        <source>This survey has no outline of %1; shown is where its outfalls are.</source>
        <translation>本项目没有%1的边界，地图显示的是其中排污口的范围。</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>&amp;Draw and reshape</source>
        <translation>绘制与修形(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Draw a line or an area</source>
        <translation>绘制线或面(&amp;D)</translation>
    </message>
    <message>
        <source>Dra&amp;w into</source>
        <translation>绘制到图层(&amp;W)</translation>
    </message>
    <message>
        <source>Change &amp;vertices</source>
        <translation>修改节点(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Reshape along a drawn line</source>
        <translation>沿所画的线重塑(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Split a line</source>
        <translation>打断线(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Join lines</source>
        <translation>合并线(&amp;J)</translation>
    </message>
    <message>
        <source>R&amp;everse a line</source>
        <translation>反转线的方向(&amp;E)</translation>
    </message>
    <message>
        <source>S&amp;nap to what is there</source>
        <translation>捕捉(&amp;N)</translation>
    </message>
    <message>
        <source>Click corner by corner; Backspace takes one back, a double click or Enter ends, Escape drops it. Alt: without snapping.</source>
        <translation>逐点单击绘制；退格键退回一点，双击或回车结束，Esc 放弃。按住 Alt 不捕捉。</translation>
    </message>
    <message>
        <source>Click a line or an area, then drag its vertices; a double click on an edge sets one, Delete takes the one under the pointer away.</source>
        <translation>单击线或面，再拖动节点；双击边可加节点，Delete 删除指针处的节点。</translation>
    </message>
    <message>
        <source>Draw the new course from where it leaves the old one to where it comes back; a double click or Enter ends.</source>
        <translation>画出新的走向，从离开原线处画到回到原线处；双击或回车结束。</translation>
    </message>
    <message>
        <source>Click the line where it is to be split.</source>
        <translation>在要打断的位置单击线。</translation>
    </message>
    <message>
        <source>Click the lines to be joined, then Enter or a double click.</source>
        <translation>依次单击要合并的线，再按回车或双击。</translation>
    </message>
    <message>
        <source>Click the line whose direction is to be turned.</source>
        <translation>单击要反转方向的线。</translation>
    </message>
    <message>
        <source>Se&amp;lect</source>
        <translation>选择(&amp;L)</translation>
    </message>
    <message>
        <source>By a click or a &amp;box</source>
        <translation>点选或框选(&amp;B)</translation>
    </message>
    <message>
        <source>By an &amp;outline</source>
        <translation>按多边形(&amp;O)</translation>
    </message>
    <message>
        <source>By a &amp;condition…</source>
        <translation>按条件(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;All of the layer</source>
        <translation>图层全部(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Nothing</source>
        <translation>取消选择(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;The others</source>
        <translation>反选(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Zoom to the selected</source>
        <translation>缩放到所选(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Delete the selected…</source>
        <translation>删除所选(&amp;D)…</translation>
    </message>
    <message>
        <source>%1: %2 selected</source>
        <translation>%1：已选 %2 个</translation>
    </message>
    <message>
        <source>Nothing that is selected has a place on the map.</source>
        <translation>所选记录都没有地图位置。</translation>
    </message>
    <message>
        <source>Looking for the selected</source>
        <translation>正在查找所选记录</translation>
    </message>
    <message>
        <source>Delete the %1 selected records of %2?</source>
        <translation>删除“%2”中选中的 %1 条记录？</translation>
    </message>
    <message>
        <source>Their samples, visits and photos go with them.</source>
        <translation>其采样、现场记录和照片一并删除。</translation>
    </message>
    <message>
        <source>One undo brings everything back.</source>
        <translation>撤销一次即可全部恢复。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Delete the selected</source>
        <translation>删除所选</translation>
    </message>
    <message>
        <source>&amp;Copy the coordinate</source>
        <translation>复制坐标(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste a coordinate</source>
        <translation>粘贴坐标(&amp;P)</translation>
    </message>
    <message>
        <source>Coordinates are &amp;written</source>
        <translation>坐标格式(&amp;W)</translation>
    </message>
    <message>
        <source>In &amp;degrees</source>
        <translation>度(&amp;D)</translation>
    </message>
    <message>
        <source>In degrees and &amp;minutes</source>
        <translation>度、分(&amp;M)</translation>
    </message>
    <message>
        <source>In degrees, minutes and &amp;seconds</source>
        <translation>度、分、秒(&amp;S)</translation>
    </message>
    <message>
        <source>In metres of &amp;Gauss–Krüger</source>
        <translation>高斯-克吕格，米(&amp;G)</translation>
    </message>
    <message>
        <source>The position of the pointer; the right button chooses how it is written</source>
        <translation>指针所在位置；按右键选择坐标格式</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>Point at the map, or choose an outfall first: there is no position to copy.</source>
        <translation>没有可复制的位置：请先把指针移到地图上，或选择一个排污口。</translation>
    </message>
    <message>
        <source>Reading the coordinate</source>
        <translation>正在读取坐标</translation>
    </message>
    <message>
        <source>“%1” cannot be read as a coordinate; nothing was changed. Degrees, degrees with minutes and seconds, and Gauss–Krüger metres can.</source>
        <translation>“%1”不能读作坐标，未作任何改动。可用：度，度分秒，高斯-克吕格坐标（米）。</translation>
    </message>
    <message>
        <source>&amp;Bookmark this view…</source>
        <translation>为当前视图添加书签(&amp;B)…</translation>
    </message>
    <message>
        <source>Bookmark this view</source>
        <translation>为当前视图添加书签</translation>
    </message>
    <message>
        <source>Name of the bookmark; a name that is there already is given to this view.</source>
        <translation>书签名称；已有同名书签时，改为指向当前视图。</translation>
    </message>
    <message>
        <source>View %1</source>
        <translation>视图 %1</translation>
    </message>
    <message>
        <source>&amp;Overview map</source>
        <translation>鹰眼图(&amp;O)</translation>
    </message>
    <message>
        <source>Scale bar and &amp;north arrow</source>
        <translation>比例尺和指北针(&amp;N)</translation>
    </message>
    <message>
        <source>Maps without a &amp;network…</source>
        <translation>离线底图(&amp;N)…</translation>
    </message>
    <message>
        <source>Import la&amp;boratory results…</source>
        <translation>导入检测结果(&amp;B)…</translation>
    </message>
    <message>
        <source>Positioning</source>
        <translation>卫星定位</translation>
    </message>
    <message>
        <source>Add a candidate</source>
        <translation>新增疑似点</translation>
    </message>
    <message>
        <source>&amp;Samples…</source>
        <translation>水样(&amp;S)…</translation>
    </message>
    <message>
        <source>Readings of a field &amp;kit…</source>
        <translation>现场快检(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Rain…</source>
        <translation>降雨量(&amp;R)…</translation>
    </message>
    <message>
        <source>Sa&amp;mples</source>
        <translation>水样与检测(&amp;M)</translation>
    </message>
    <message>
        <source>charging %1 %</source>
        <translation>充电中 %1 %</translation>
    </message>
    <message>
        <source>battery %1 %</source>
        <translation>电量 %1 %</translation>
    </message>
    <message>
        <source>saving power</source>
        <translation>省电</translation>
    </message>
    <message>
        <source>Sonar, drone and pipe &amp;inspections…</source>
        <translation>声呐、航测与管道检查(&amp;I)…</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>管网</translation>
    </message>
    <message>
        <source>Mend the network</source>
        <translation>修复管网</translation>
    </message>
    <message>
        <source>The network is mended; Ctrl+Z takes it back.</source>
        <translation>管网已修复；Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Nothing was mended: the network is not as it was any more.</source>
        <translation>未作修复：管网已不是原来的样子。</translation>
    </message>
    <message>
        <source>Take the &amp;trace off the map</source>
        <translation>清除溯源路径(&amp;T)</translation>
    </message>
    <message>
        <source>The receiver gives no position that passes: open Positioning, or click on the map.</source>
        <translation>接收机没有达标的位置：请打开卫星定位面板，或在地图上点选。</translation>
    </message>
    <message>
        <source>The form is recorded.</source>
        <translation>表单已记录。</translation>
    </message>
    <message>
        <source>The form “%1” is not there.</source>
        <translation>没有表单“%1”。</translation>
    </message>
    <message>
        <source>Select the outfall that is visited again first.</source>
        <translation>请先选中要复查的排污口。</translation>
    </message>
    <message>
        <source>The position is the receiver&apos;s.</source>
        <translation>已采用接收机的位置。</translation>
    </message>
    <message>
        <source>“%1” was being filled in at %2 and was not recorded; %3 answers are kept: %4.</source>
        <translation>“%1”于 %2 填写，尚未记录；已保留 %3 项：%4。</translation>
    </message>
    <message>
        <source>&amp;Go on with it</source>
        <translation>继续填写(&amp;G)</translation>
    </message>
    <message>
        <source>Survey form</source>
        <translation>踏查填报</translation>
    </message>
    <message>
        <source>Values of the levels</source>
        <translation>各级填报值</translation>
    </message>
    <message>
        <source>&amp;Fill in a survey form</source>
        <translation>踏查填报(&amp;F)</translation>
    </message>
    <message numerus="yes">
        <source>The form is recorded; %n answers that are required are still missing.</source>
        <translation><numerusform>表单已记录；还缺 %n 项必填内容。</numerusform></translation>
    </message>
    <message>
        <source>Field&amp;work</source>
        <translation>三级排查(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Board of candidates and reaches</source>
        <translation>排查看板(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Plan of the walks…</source>
        <translation>排查计划(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Record the walk, or end it</source>
        <translation>开始或结束记录踏查(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Go to the nearest gap</source>
        <translation>去最近的缺口(&amp;G)</translation>
    </message>
    <message>
        <source>Ban&amp;ks on the map</source>
        <translation>在地图上显示岸线覆盖(&amp;K)</translation>
    </message>
    <message>
        <source>The &amp;day…</source>
        <translation>当日小结(&amp;D)…</translation>
    </message>
    <message>
        <source>Dup&amp;licates side by side…</source>
        <translation>重复点对照(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Quality control…</source>
        <translation>质量控制(&amp;Q)…</translation>
    </message>
    <message>
        <source>There are no reaches yet; make them under Fieldwork › Plan.</source>
        <translation>还没有划分河段；请在“三级排查 › 排查计划”中划分。</translation>
    </message>
    <message>
        <source>No gap is left in these banks.</source>
        <translation>这些岸线没有缺口了。</translation>
    </message>
    <message>
        <source>%1: a gap of %2, %3 to the %4.</source>
        <translation>%1：缺口 %2，%4方向 %3。</translation>
    </message>
    <message>
        <source>When the program ended, a walk of %1 was being recorded (%2–%3, %4, %5 positions); all of it that was on the disk is kept.</source>
        <translation>程序结束时正在记录%1的踏查（%2–%3，%4，%5 个位置）；已存盘的全部保留。</translation>
    </message>
    <message>
        <source>More walks kept likewise: %1.</source>
        <translation>同样保留的轨迹还有 %1 条。</translation>
    </message>
    <message>
        <source>&amp;Take it up</source>
        <translation>收入项目(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>以后再说(&amp;L)</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Walk</source>
        <translation>踏查</translation>
    </message>
    <message>
        <source>&amp;Photos</source>
        <translation>照片(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Take photos, videos and sound…</source>
        <translation>收入照片、视频和录音(&amp;T)…</translation>
    </message>
    <message>
        <source>From this computer&apos;s &amp;camera…</source>
        <translation>用本机摄像头拍摄(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Review photos…</source>
        <translation>核对照片(&amp;R)…</translation>
    </message>
    <message>
        <source>Photo &amp;ledger…</source>
        <translation>照片台账(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Copies with a watermark…</source>
        <translation>导出带水印的副本(&amp;W)…</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>This computer has no camera that can be used; take photos with another one and drop its files here.</source>
        <translation>本机没有可用的摄像头；请用相机拍摄，再把文件拖到这里。</translation>
    </message>
    <message>
        <source>%1 photos are not put to an outfall for sure yet.</source>
        <translation>还有 %1 张照片没有确定归到哪个排污口。</translation>
    </message>
    <message>
        <source>Review them</source>
        <translation>去核对</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>仍然关闭</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::MapLoader</name>
    <message>
        <source>Loading the map</source>
        <translation>正在加载地图</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::NewSurveyDialog</name>
    <message>
        <source>New survey</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>six digits, such as 220100</source>
        <translation>六位数字，如 220100</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Division code</source>
        <translation>行政区划代码(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Your name</source>
        <translation>您的姓名(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Folder of the survey</source>
        <translation>项目文件夹</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>新建(&amp;C)</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::RecordForm</name>
    <message>
        <source>Identity</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>口门</translation>
    </message>
    <message>
        <source>Tracing</source>
        <translation>正在溯源</translation>
    </message>
    <message>
        <source>Rectification</source>
        <translation>整治</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>排查</translation>
    </message>
    <message>
        <source>Click an outfall on the map or in the table, or add one.</source>
        <translation>请在地图或表格中选择排污口，或添加一个。</translation>
    </message>
    <message>
        <source>Unnamed outfall</source>
        <translation>未命名排污口</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>修改%1</translation>
    </message>
    <message>
        <source>Proposed: %1</source>
        <translation>建议：%1</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Set to %1</source>
        <translation>改为 %1</translation>
    </message>
    <message>
        <source>Class &amp;key…</source>
        <translation>分类检索(&amp;K)…</translation>
    </message>
    <message>
        <source>Find the class by at most five questions</source>
        <translation>最多五问确定类别</translation>
    </message>
    <message>
        <source>Rec&amp;lassify…</source>
        <translation>改变类别(&amp;L)…</translation>
    </message>
    <message>
        <source>See what another class means for code, approval and signboard</source>
        <translation>看看另一类别对编码、审批和标识牌意味着什么</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::SettingsDialog</name>
    <message>
        <source>It &amp;may use the network</source>
        <translation>允许使用网络(&amp;M)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比</translation>
    </message>
    <message>
        <source>The survey's own data, offline</source>
        <translation>项目自有数据（离线）</translation>
    </message>
    <message>
        <source>&amp;Your name</source>
        <translation>您的姓名(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Addresses from</source>
        <translation>地址来源(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Size of the interface</source>
        <translation>界面大小(&amp;S)</translation>
    </message>
    <message>
        <source>The size takes effect at the next start, everything else at once. Nothing reaches for the network unless it is allowed here.</source>
        <translation>界面大小在下次启动时生效，其余立即生效。未在此处允许时，程序不会使用网络。</translation>
    </message>
    <message>
        <source>Below %1 % of the battery</source>
        <translation>电量低于 %1 % 时</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>始终</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Fewer pictures of the map and positions a second; nothing is recorded less often.</source>
        <translation>减少地图刷新和定位更新的次数；记录一条不少。</translation>
    </message>
    <message>
        <source>Save &amp;power</source>
        <translation>省电(&amp;P)</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::StartPage</name>
    <message>
        <source>Suyuan</source>
        <translation>溯源</translation>
    </message>
    <message>
        <source>Record river outfalls, trace them to the discharging unit, check, draw and report.</source>
        <translation>记录入河排污口，溯源到排污单位，检查、制图、上报。</translation>
    </message>
    <message>
        <source>&amp;New survey…</source>
        <translation>新建项目(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Join a survey…</source>
        <translation>加入项目(&amp;J)…</translation>
    </message>
    <message>
        <source>&amp;Demo survey</source>
        <translation>示范项目(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Recent surveys</source>
        <translation>最近的项目(&amp;R)</translation>
    </message>
    <message>
        <source>None yet. The demo survey is a good place to look around.</source>
        <translation>暂无。可先打开示范项目看看。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::SurveySession</name>
    <message>
        <source>Building the network</source>
        <translation>正在构建管网</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::SyncDialog</name>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>&amp;Hub folder</source>
        <translation>同步文件夹(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation>立即同步(&amp;S)</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>对方的</translation>
    </message>
    <message>
        <source>Take &amp;mine</source>
        <translation>采用我的(&amp;M)</translation>
    </message>
    <message>
        <source>Take &amp;theirs</source>
        <translation>采用对方的(&amp;T)</translation>
    </message>
    <message>
        <source>Hub folder</source>
        <translation>同步文件夹</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation>正在同步…</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>正在同步</translation>
    </message>
    <message>
        <source>Sent %1, received %2, waiting for a decision %3.</source>
        <translation>送出 %1，收到 %2，待处理冲突 %3。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::TablePanel</name>
    <message>
        <source>Filter: any text</source>
        <translation>筛选：任意文字</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>列(&amp;C)</translation>
    </message>
    <message>
        <source>Choose the columns</source>
        <translation>选择要显示的列</translation>
    </message>
    <message>
        <source>Outfalls</source>
        <translation>入河排污口</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>Standard columns</source>
        <translation>恢复标准列</translation>
    </message>
    <message>
        <source>Only the se&amp;lected</source>
        <translation>只看所选(&amp;L)</translation>
    </message>
    <message>
        <source>More than %1 outfalls are selected; filter them by a text instead.</source>
        <translation>所选排污口超过 %1 个；请改用文字筛选。</translation>
    </message>
    <message>
        <source>Shows the outfalls that are selected on the map</source>
        <translation>只列出地图上选中的排污口</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::TracePanel</name>
    <message>
        <source>Trace u&amp;p</source>
        <translation>向上溯源(&amp;P)</translation>
    </message>
    <message>
        <source>Trace do&amp;wn</source>
        <translation>向下追踪(&amp;W)</translation>
    </message>
    <message>
        <source>Choose an outfall, then trace up to its sources or down the river.</source>
        <translation>选择一个排污口，向上溯源或向下追踪。</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>到达</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>溯源</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <source>no channel near the start</source>
        <translation>起点附近没有排污通道</translation>
    </message>
    <message>
        <source>the record touches no channel</source>
        <translation>该记录不与任何通道相接</translation>
    </message>
    <message>
        <source>nothing lies upstream</source>
        <translation>上游没有对象</translation>
    </message>
    <message>
        <source>nothing lies downstream</source>
        <translation>下游没有对象</translation>
    </message>
    <message>
        <source>a barrier stops it</source>
        <translation>被阻断点截止</translation>
    </message>
    <message>
        <source>there is no path</source>
        <translation>没有通路</translation>
    </message>
    <message>
        <source>Length %1 m, %2 unit(s) reached.</source>
        <translation>长度 %1 米，到达 %2 个排污单位。</translation>
    </message>
    <message>
        <source>Nothing reached: %1.</source>
        <translation>没有到达任何对象：%1。</translation>
    </message>
    <message>
        <source>The nearest line is %1 m away.</source>
        <translation>最近的通道在 %1 米外。</translation>
    </message>
    <message>
        <source>Gap of %1 m here</source>
        <translation>此处有 %1 米缺口</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>接上</translation>
    </message>
    <message>
        <source>Weakest link: %1 (%2 channel(s) are not known for sure).</source>
        <translation>最弱环节：%1（%2 条通道依据不足）。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::FindingCard</name>
    <message>
        <source>read in the text itself</source>
        <translation>已核对原文</translation>
    </message>
    <message>
        <source>seen in practice</source>
        <translation>见于实际应用</translation>
    </message>
    <message>
        <source>quoted by others, not verified</source>
        <translation>转引，待核实</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>待核实</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>已忽略</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>(nothing recorded)</source>
        <translation>（未填写）</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>怎么办</translation>
    </message>
    <message>
        <source>Safe repair</source>
        <translation>可一键改为</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>最近改动</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::ClassKeyDialog</name>
    <message>
        <source>Class key</source>
        <translation>分类检索</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Take this class</source>
        <translation>采用此类别(&amp;T)</translation>
    </message>
    <message>
        <source>Question %1 of at most %2</source>
        <translation>第 %1 问（最多 %2 问）</translation>
    </message>
    <message>
        <source>The class is</source>
        <translation>类别是</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>依据：%1</translation>
    </message>
    <message>
        <source>It may stay undetermined while the survey goes on, but not when the outfall is closed.</source>
        <translation>排查期间可以暂不确定，办结前必须确定。</translation>
    </message>
    <message>
        <source>An outfall of this class is set up by approval (35号令) [%1].</source>
        <translation>该类排污口的设置实行审批（35号令）[%1]。</translation>
    </message>
    <message>
        <source>An outfall of this class is set up by registration (35号令) [%1].</source>
        <translation>该类排污口的设置实行登记（35号令）[%1]。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::CodeDialog</name>
    <message>
        <source>The direction of flow of these rivers is not vouched for; they are walked as they are drawn: %1</source>
        <translation>以下河流的流向未经确认，按绘制方向编号：%1</translation>
    </message>
    <message>
        <source>Outfalls that no river, position or chainage places, last in their county: %1</source>
        <translation>缺河流、位置或桩号、排在本区县最后的排污口：%1 个</translation>
    </message>
    <message>
        <source>Give codes</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>New codes for confirmed outfalls that have none</source>
        <translation>为已确认且无编码的排污口编码</translation>
    </message>
    <message>
        <source>Renumber what the record contradicts (county, basin, type)</source>
        <translation>按记录更正编码（区划、流域、类型不符的）</translation>
    </message>
    <message>
        <source>Renumber everything anew in walking order</source>
        <translation>按行走顺序全部重新编号</translation>
    </message>
    <message>
        <source>From source to mouth: the left bank, then the right bank</source>
        <translation>从河源到河口：先左岸，后右岸</translation>
    </message>
    <message>
        <source>From source to mouth: both banks together</source>
        <translation>从河源到河口：两岸一起</translation>
    </message>
    <message>
        <source>The next free ones</source>
        <translation>接续已用的编号</translation>
    </message>
    <message>
        <source>&amp;Work</source>
        <translation>工作(&amp;W)</translation>
    </message>
    <message>
        <source>O&amp;rder</source>
        <translation>顺序(&amp;R)</translation>
    </message>
    <message>
        <source>N&amp;umbers</source>
        <translation>编号来源(&amp;U)</translation>
    </message>
    <message>
        <source>This copy's leases: %1 left</source>
        <translation>本机领取的编号：余 %1 个</translation>
    </message>
    <message>
        <source>This copy's leases: %1 left, %2 more after the next sync</source>
        <translation>本机领取的编号：余 %1 个，同步后另有 %2 个</translation>
    </message>
    <message>
        <source>Set aside for “%1”: %2 left</source>
        <translation>为“%1”预留：余 %2 个</translation>
    </message>
    <message numerus="yes">
        <source>Give %n &amp;code(s)</source>
        <translation>
            <numerusform>给 %n 个编码(&amp;C)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Change %n code(s)</source>
        <translation>
            <numerusform>更改 %n 个编码(&amp;C)</numerusform>
        </translation>
    </message>
    <message>
        <source>Codes given: %1. Ctrl+Z takes it back.</source>
        <translation>已编码 %1 个。Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Codes changed: %1. The history keeps the old → new table; Ctrl+Z takes it back.</source>
        <translation>已更改 %1 个编码，新旧对照表保存在历史中。Ctrl+Z 可撤销。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::CodeTableDialog</name>
    <message>
        <source>Old and new codes</source>
        <translation>新旧编码对照</translation>
    </message>
    <message>
        <source>Outfall</source>
        <translation>排污口</translation>
    </message>
    <message>
        <source>Old code</source>
        <translation>原编码</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>新编码</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>&amp;Save for a spreadsheet…</source>
        <translation>存为表格文件(&amp;S)…</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>写入的文件</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔文件 (*.csv)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message>
        <source>Unnamed outfall</source>
        <translation>未命名排污口</translation>
    </message>
    <message>
        <source>The first %1 of %2 codes; the file has all of them.</source>
        <translation>共 %2 个编码，此处为前 %1 个，文件中有全部。</translation>
    </message>
    <message>
        <source>Codes: %1</source>
        <translation>编码 %1 个</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::ComposeDialog</name>
    <message>
        <source>Compose a map</source>
        <translation>出图</translation>
    </message>
    <message>
        <source>Open the &amp;page</source>
        <translation>打开图件(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Make the page</source>
        <translation>出图(&amp;M)</translation>
    </message>
    <message>
        <source>What the window shows</source>
        <translation>当前视图</translation>
    </message>
    <message>
        <source>All outfalls</source>
        <translation>全部排污口</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>按范围取整</translation>
    </message>
    <message>
        <source>PDF (vectors, to print)</source>
        <translation>PDF（矢量，供打印）</translation>
    </message>
    <message>
        <source>SVG (vectors, to draw on)</source>
        <translation>SVG（矢量，供再编辑）</translation>
    </message>
    <message>
        <source>PNG (picture)</source>
        <translation>PNG（图片）</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>Made of the place&apos;s name</source>
        <translation>按地名自动拟定</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>版式(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Area</source>
        <translation>范围(&amp;A)</translation>
    </message>
    <message>
        <source>S&amp;cale</source>
        <translation>比例尺(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>图名(&amp;T)</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>语言(&amp;N)</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>分辨率(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>要写入的文件</translation>
    </message>
    <message>
        <source>%1 (%2, %3 outfalls)</source>
        <translation>%1（%2，%3 个排污口）</translation>
    </message>
    <message>
        <source>1:%1; paper %2 × %3 mm</source>
        <translation>1:%1；纸张 %2 × %3 mm</translation>
    </message>
    <message>
        <source>The table has room for %1 of %2 outfalls, and says so.</source>
        <translation>表内可列 %1 个（共 %2 个排污口），页面上已注明。</translation>
    </message>
    <message>
        <source>Making the page…</source>
        <translation>正在出图…</translation>
    </message>
    <message>
        <source>Stopped; no page was written.</source>
        <translation>已停止，未写入图件。</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
    <message>
        <source>The map holds so many features that it is a picture of %1 dpi on the page.</source>
        <translation>图内要素过多，地图部分以 %1 dpi 图片写入页面。</translation>
    </message>
    <message>
        <source>River %1 (%2 outfalls)</source>
        <translation>河流 %1（%2 个排污口）</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::CountyBillDialog</name>
    <message>
        <source>Quality bill of a county</source>
        <translation>区县质量检查单</translation>
    </message>
    <message>
        <source>The checks of one county on a page to sign: findings that are open, and those that were set aside with their reasons. The bill is an official form, in Chinese.</source>
        <translation>把一个区县的检查结果写成可签字的检查单：未处理的问题，以及已说明理由而忽略的问题。</translation>
    </message>
    <message>
        <source>PDF, A4 pages</source>
        <translation>PDF（A4 页）</translation>
    </message>
    <message>
        <source>Workbook (XLSX)</source>
        <translation>工作簿（XLSX）</translation>
    </message>
    <message>
        <source>C&amp;ounty</source>
        <translation>区县(&amp;O)</translation>
    </message>
    <message>
        <source>F&amp;ormat</source>
        <translation>格式(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open the &amp;bill</source>
        <translation>打开检查单(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Make the bill</source>
        <translation>生成检查单(&amp;M)</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>写入的文件</translation>
    </message>
    <message>
        <source>%1 (%2, %3 outfalls)</source>
        <translation>%1（%2，%3 个排污口）</translation>
    </message>
    <message>
        <source>No outfall of this survey has a county code that is known; fill in the county first.</source>
        <translation>本项目的排污口都没有可识别的行政区划代码，请先填写。</translation>
    </message>
    <message>
        <source>Checking the county…</source>
        <translation>正在检查该区县…</translation>
    </message>
    <message>
        <source>Stopped; no bill was written.</source>
        <translation>已停止，没有写出检查单。</translation>
    </message>
    <message>
        <source>Clean: no error is open.</source>
        <translation>合格：没有未处理的错误。</translation>
    </message>
    <message>
        <source>Not clean: errors to be mended: %1.</source>
        <translation>不合格：有 %1 处错误待改正。</translation>
    </message>
    <message>
        <source>Outfalls: %1; warnings: %2; set aside: %3. Written: %4</source>
        <translation>排污口 %1 个，提醒 %2 处，已忽略 %3 处。已写入：%4</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::LiveChecker</name>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::NameDialog</name>
    <message>
        <source>Name outfalls</source>
        <translation>命名</translation>
    </message>
    <message>
        <source>Also those that &amp;have a name which differs from the template</source>
        <translation>也包括已有名称但与模板不同的(&amp;H)</translation>
    </message>
    <message numerus="yes">
        <source>Give %n &amp;name(s)</source>
        <translation>
            <numerusform>给 %n 个名称(&amp;N)</numerusform>
        </translation>
    </message>
    <message>
        <source>Names given: %1. Ctrl+Z takes it back.</source>
        <translation>已命名 %1 个。Ctrl+Z 可撤销。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::OutfallScope</name>
    <message>
        <source>Which outfalls</source>
        <translation>哪些排污口</translation>
    </message>
    <message>
        <source>Selected in the table (%1)</source>
        <translation>表中选中的（%1）</translation>
    </message>
    <message>
        <source>As the table is filtered (%1)</source>
        <translation>表中筛选出的（%1）</translation>
    </message>
    <message>
        <source>The whole survey</source>
        <translation>整个项目</translation>
    </message>
    <message>
        <source>By a condition…</source>
        <translation>按条件…</translation>
    </message>
    <message>
        <source>a condition such as river_name = '伊通河'</source>
        <translation>条件，如 river_name = '伊通河'</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>No county</source>
        <translation>无区县</translation>
    </message>
    <message>
        <source>County: %1 (%2)</source>
        <translation>区县：%1（%2）</translation>
    </message>
    <message>
        <source>Selected on the map (%1)</source>
        <translation>地图上选中的（%1）</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PlanDialog</name>
    <message>
        <source>&amp;Outfalls</source>
        <translation>排污口(&amp;O)</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Sto&amp;p</source>
        <translation>停止(&amp;P)</translation>
    </message>
    <message>
        <source>Tick &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Tick &amp;none</source>
        <translation>全不选(&amp;N)</translation>
    </message>
    <message>
        <source>Preview a&amp;gain</source>
        <translation>重新预览(&amp;G)</translation>
    </message>
    <message>
        <source>Stopped; nothing was changed. “Preview again” begins anew.</source>
        <translation>已停止，没有改动；按“重新预览”再来一次。</translation>
    </message>
    <message>
        <source>Being recorded…</source>
        <translation>正在记录…</translation>
    </message>
    <message>
        <source>Making the preview…</source>
        <translation>正在预览…</translation>
    </message>
    <message>
        <source>Chosen: %1 of %2. Not possible: %3. Already right: %4. Nothing is recorded yet.</source>
        <translation>已选 %1 个（共 %2 个）；不能给出 %3 个；已正确 %4 个。尚未记录。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PlanModel</name>
    <message>
        <source>Unnamed outfall</source>
        <translation>未命名排污口</translation>
    </message>
    <message>
        <source>%1 (basis not verified)</source>
        <translation>%1（依据待核实）</translation>
    </message>
    <message>
        <source>Outfall</source>
        <translation>排污口</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PlanWords</name>
    <message>
        <source>city</source>
        <translation>地级</translation>
    </message>
    <message>
        <source>county</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>place or unit</source>
        <translation>地点或单位</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>suffix of the class</source>
        <translation>类别后缀</translation>
    </message>
    <message>
        <source>note in brackets</source>
        <translation>括号附注</translation>
    </message>
    <message>
        <source>words</source>
        <translation>用词</translation>
    </message>
    <message>
        <source>This copy has no numbers of this county and type left: take a lease and sync once.</source>
        <translation>本机没有该区县该类型的可用编号，请领取编号并同步一次。</translation>
    </message>
    <message>
        <source>The code that it has is malformed: mend it first.</source>
        <translation>现有编码形式不对，请先改正。</translation>
    </message>
    <message>
        <source>Not filled in: %1</source>
        <translation>未填写：%1</translation>
    </message>
    <message>
        <source>basin</source>
        <translation>流域水系</translation>
    </message>
    <message>
        <source>county code</source>
        <translation>行政区划代码</translation>
    </message>
    <message>
        <source>type letters</source>
        <translation>类型字母</translation>
    </message>
    <message>
        <source>extension</source>
        <translation>扩展码</translation>
    </message>
    <message>
        <source>No code yet: the next free number of county and type.</source>
        <translation>尚无编码：按区县和类型取下一个编号。</translation>
    </message>
    <message>
        <source>Another code.</source>
        <translation>另一个编码。</translation>
    </message>
    <message>
        <source>Written in the usual form.</source>
        <translation>改为通用写法。</translation>
    </message>
    <message>
        <source>Changes: %1</source>
        <translation>改变：%1</translation>
    </message>
    <message>
        <source>No name yet.</source>
        <translation>尚无名称。</translation>
    </message>
    <message>
        <source>Written otherwise than the template of its class.</source>
        <translation>与其类别的模板写法不同。</translation>
    </message>
    <message>
        <source>Differs from the template: %1</source>
        <translation>与模板不同：%1</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::ReclassifyDialog</name>
    <message>
        <source>no class</source>
        <translation>无类别</translation>
    </message>
    <message>
        <source>approval</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>registration</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>It has no code yet; nothing to change in it.</source>
        <translation>尚无编码，编码无需改变。</translation>
    </message>
    <message>
        <source>The code that it has is malformed: mend it first.</source>
        <translation>现有编码形式不对，请先改正。</translation>
    </message>
    <message>
        <source>Part of the code</source>
        <translation>编码的部分</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新</translation>
    </message>
    <message>
        <source>must change</source>
        <translation>必须改变</translation>
    </message>
    <message>
        <source>must stay</source>
        <translation>不得改变</translation>
    </message>
    <message>
        <source>The type letters rest on an entry that is not verified.</source>
        <translation>类型字母所依据的条目待核实。</translation>
    </message>
    <message>
        <source>Reclassify</source>
        <translation>改变类别</translation>
    </message>
    <message>
        <source>Unnamed outfall</source>
        <translation>未命名排污口</translation>
    </message>
    <message>
        <source>Class now: %1</source>
        <translation>现在的类别：%1</translation>
    </message>
    <message>
        <source>Find it by &amp;questions…</source>
        <translation>按检索表确定(&amp;Q)…</translation>
    </message>
    <message>
        <source>What the change means</source>
        <translation>改变意味着什么</translation>
    </message>
    <message>
        <source>&amp;Change the class</source>
        <translation>改变类别(&amp;C)</translation>
    </message>
    <message>
        <source>Choose another class: here stands what follows from it, before anything is changed.</source>
        <translation>请选择另一类别；改动之前，这里先列出由此带来的事项。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>The new code cannot be given now. %1</source>
        <translation>现在给不出新编码。%1</translation>
    </message>
    <message>
        <source>Branches with the same number follow: %1</source>
        <translation>同一序号的支口随之改变：%1 个</translation>
    </message>
    <message>
        <source>Set up by</source>
        <translation>设置程序</translation>
    </message>
    <message>
        <source>What else follows</source>
        <translation>随之应办的事项</translation>
    </message>
    <message>
        <source>Give the new c&amp;ode: %1 → %2</source>
        <translation>换新编码(&amp;O)：%1 → %2</translation>
    </message>
    <message>
        <source>Give the new &amp;name: %1</source>
        <translation>换新名称(&amp;N)：%1</translation>
    </message>
    <message>
        <source>The class is changed. Ctrl+Z takes it back, code and name with it.</source>
        <translation>类别已改变。Ctrl+Z 连同编码和名称一起撤销。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::LayerStyleDialog</name>
    <message>
        <source>&amp;Colour…</source>
        <translation>颜色(&amp;C)…</translation>
    </message>
    <message>
        <source>Theme&apos;s c&amp;olour</source>
        <translation>主题的颜色(&amp;O)</translation>
    </message>
    <message>
        <source>Write &amp;labels</source>
        <translation>标注(&amp;L)</translation>
    </message>
    <message>
        <source>Far out, &amp;gather points into signs with their number</source>
        <translation>小比例尺时聚合并注出数量(&amp;G)</translation>
    </message>
    <message>
        <source>Style: %1</source>
        <translation>样式：%1</translation>
    </message>
    <message>
        <source>none: one symbol for all</source>
        <translation>不分类：同一符号</translation>
    </message>
    <message>
        <source>as in the theme</source>
        <translation>按主题</translation>
    </message>
    <message>
        <source>Colours of the classes</source>
        <translation>各类颜色</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Classes &amp;by</source>
        <translation>分类字段(&amp;B)</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>大小(&amp;S)</translation>
    </message>
    <message>
        <source>Label &amp;field</source>
        <translation>标注字段(&amp;F)</translation>
    </message>
    <message>
        <source>Label si&amp;ze</source>
        <translation>标注大小(&amp;Z)</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>S&amp;hown from</source>
        <translation>显示比例尺(&amp;H)</translation>
    </message>
    <message>
        <source>The map shows each change at once. OK keeps them in the survey, for all themes; the style files stay as they are.</source>
        <translation>每项修改立即显示在地图上。确定后保存在本项目中，对所有主题有效；样式文件不变。</translation>
    </message>
    <message>
        <source>&amp;As in the theme</source>
        <translation>恢复主题样式(&amp;A)</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>%1 (the map now)</source>
        <translation>%1（当前比例尺）</translation>
    </message>
    <message>
        <source>Reading the values…</source>
        <translation>正在读取字段值…</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation>%1 的颜色</translation>
    </message>
    <message>
        <source>Reading the values</source>
        <translation>读取字段值</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::MeasureTool</name>
    <message>
        <source>%1, around it %2</source>
        <translation>%1，周长 %2</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::RiverReadout</name>
    <message>
        <source>%1  %2  %3  %L4 m away</source>
        <translation>%1  %2  %3  距河 %L4 m</translation>
    </message>
    <message>
        <source>Unnamed river</source>
        <translation>无名河流</translation>
    </message>
    <message>
        <source>left bank</source>
        <translation>左岸</translation>
    </message>
    <message>
        <source>right bank</source>
        <translation>右岸</translation>
    </message>
    <message>
        <source>(flow direction uncertain)</source>
        <translation>（流向未确认）</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::SearchBox</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Name, code, division, pinyin (yth) or coordinate</source>
        <translation>名称、编码、行政区、拼音首字母（如 yth）或坐标</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Nothing has “%1” in its name, code, former name or pinyin, and it is no coordinate. Fewer characters find more; “yth” finds 伊通河, “125.31, 43.87” a place.</source>
        <translation>名称、编码、曾用名和拼音中都没有“%1”，它也不是坐标。少输几个字可以找到更多；输入“yth”可找到伊通河，“125.31, 43.87”可找到一个位置。</translation>
    </message>
    <message>
        <source>There is more: another character narrows it down.</source>
        <translation>还有更多结果；再输入一个字可以缩小范围。</translation>
    </message>
    <message>
        <source>The search was stopped; type to search again.</source>
        <translation>搜索已停止；继续输入即可重新搜索。</translation>
    </message>
    <message>
        <source>Making the search index (%1 %), once for this survey; a coordinate can be gone to at once.</source>
        <translation>正在为本项目建立搜索索引（%1 %），只需一次；坐标可以立即转到。</translation>
    </message>
    <message>
        <source>Any part of a name, a code with or without hyphens, the first letters of the pinyin, or a coordinate in degrees, DMS or metres.</source>
        <translation>可输入名称的任意一段、编码（连字符可省）、拼音首字母，或度、度分秒、米制的坐标。</translation>
    </message>
    <message>
        <source>Longitude %1°, latitude %2°</source>
        <translation>经度 %1°，纬度 %2°</translation>
    </message>
    <message>
        <source>Coordinate</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Go to this place on the map</source>
        <translation>在地图上转到这个位置</translation>
    </message>
    <message>
        <source>Searched before</source>
        <translation>搜索过</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>再次搜索</translation>
    </message>
    <message>
        <source>formerly %1</source>
        <translation>曾用 %1</translation>
    </message>
    <message>
        <source>%1 parts</source>
        <translation>共 %1 段</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::Searcher</name>
    <message>
        <source>Search index</source>
        <translation>搜索索引</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::SnapAim</name>
    <message>
        <source>end</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>vertex</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>边</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::GeometryTools</name>
    <message>
        <source>Change vertices</source>
        <translation>修改节点</translation>
    </message>
    <message>
        <source>%1 recorded, %2.</source>
        <translation>已记录%1，%2。</translation>
    </message>
    <message>
        <source>Draw: %1</source>
        <translation>绘制：%1</translation>
    </message>
    <message>
        <source>Reshape: %1</source>
        <translation>重塑：%1</translation>
    </message>
    <message>
        <source>%1 reshaped.</source>
        <translation>已重塑%1。</translation>
    </message>
    <message>
        <source>Move a vertex</source>
        <translation>移动节点</translation>
    </message>
    <message numerus="yes">
        <source>The vertex was moved in %n record(s) that meet in it.</source>
        <translation>
            <numerusform>在此相接的 %n 条记录的节点已一起移动。</numerusform>
        </translation>
    </message>
    <message>
        <source>Split into two, %1 and %2; both keep all values.</source>
        <translation>已打断为两段：%1 和 %2，两段都保留全部属性。</translation>
    </message>
    <message numerus="yes">
        <source>%n outfall(s) go with the new piece.</source>
        <translation>
            <numerusform>%n 个排污口归入新的一段。</numerusform>
        </translation>
    </message>
    <message>
        <source>Split: %1</source>
        <translation>打断：%1</translation>
    </message>
    <message>
        <source>Only lines of one layer can be joined; nothing was changed.</source>
        <translation>只能合并同一图层的线；没有改动。</translation>
    </message>
    <message>
        <source>Joined into one, %1.</source>
        <translation>已合并为一条，%1。</translation>
    </message>
    <message>
        <source>Values of the others that were not taken over: %1. Undo brings them back.</source>
        <translation>其余各条未保留的值：%1。撤销即可恢复。</translation>
    </message>
    <message>
        <source>Join: %1</source>
        <translation>合并：%1</translation>
    </message>
    <message>
        <source>%1 reversed.</source>
        <translation>%1已反转方向。</translation>
    </message>
    <message numerus="yes">
        <source>Bank or chainage of %n outfall(s) were recorded for the former direction: look at them.</source>
        <translation>
            <numerusform>%n 个排污口的岸别或桩号是按原方向记录的，请核对。</numerusform>
        </translation>
    </message>
    <message>
        <source>Reverse: %1</source>
        <translation>反转：%1</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::SelectDialog</name>
    <message>
        <source>Select by a condition: %1</source>
        <translation>按条件选择：%1</translation>
    </message>
    <message>
        <source>such as  status = '已确认' and river_name matches '伊通*'  or  unit.name is empty</source>
        <translation>如  status = '已确认' and river_name matches '伊通*'  或  unit.name is empty</translation>
    </message>
    <message>
        <source>&amp;Condition</source>
        <translation>条件(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Fields</source>
        <translation>字段(&amp;F)</translation>
    </message>
    <message>
        <source>Select anew</source>
        <translation>重新选择</translation>
    </message>
    <message>
        <source>Add to the selected</source>
        <translation>加入所选</translation>
    </message>
    <message>
        <source>Take from the selected</source>
        <translation>从所选中去除</translation>
    </message>
    <message>
        <source>Keep what is in both</source>
        <translation>与所选取交集</translation>
    </message>
    <message>
        <source>&amp;How</source>
        <translation>方式(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>选择(&amp;S)</translation>
    </message>
    <message>
        <source>Character %1: %2</source>
        <translation>第 %1 个字符：%2</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::BookmarkMenu</name>
    <message>
        <source>Boo&amp;kmarks</source>
        <translation>书签(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::Backdrops</name>
    <message>
        <source>%1 cannot be reached: what is stored is shown</source>
        <translation>连不上“%1”，显示的是已存的图</translation>
    </message>
    <message>
        <source>%1 asks for a pause: what is stored is shown</source>
        <translation>“%1”要求稍候，显示的是已存的图</translation>
    </message>
    <message>
        <source>%1 refuses the key</source>
        <translation>“%1”不接受密钥</translation>
    </message>
    <message>
        <source>%1 needs a key</source>
        <translation>“%1”需要密钥</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::MapKeyDialog</name>
    <message>
        <source>Key of an online map</source>
        <translation>在线底图的密钥</translation>
    </message>
    <message>
        <source>%1 is drawn for those who have a key of their own.</source>
        <translation>%1 要用自己的密钥才能显示。</translation>
    </message>
    <message>
        <source>It can be had at %1</source>
        <translation>申请地址：%1</translation>
    </message>
    <message>
        <source>The key stays on this computer: it is not in the survey and not in what you send.</source>
        <translation>密钥只留在本机，不写入项目，也不随项目发送。</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>密钥(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Forget the key</source>
        <translation>删除密钥(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Enter</source>
        <translation>登记(&amp;E)</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::OnlineMapDialog</name>
    <message>
        <source>Online map by its address</source>
        <translation>按地址添加在线底图</translation>
    </message>
    <message>
        <source>Paste the address of the tiles, with {z}, {x} and {y} (or {-y}) where level, column and row go, or the address of a WMTS and ask it what it offers.</source>
        <translation>粘贴瓦片地址，级别、列、行处写 {z}、{x}、{y}（或 {-y}）；或者粘贴 WMTS 服务地址，再查询它提供什么。</translation>
    </message>
    <message>
        <source>As&amp;k the service</source>
        <translation>查询服务(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>written on the map, as its terms ask</source>
        <translation>按其条款标注在图上</translation>
    </message>
    <message>
        <source>&amp;Whose map it is</source>
        <translation>版权标注(&amp;W)</translation>
    </message>
    <message>
        <source>stays on this computer</source>
        <translation>只留在本机</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>密钥(&amp;E)</translation>
    </message>
    <message>
        <source>What the service offers</source>
        <translation>服务提供的地图</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>System</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>A&amp;dd to the map</source>
        <translation>添加到地图(&amp;D)</translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation>正在查询服务…</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::OfflineMapsDialog</name>
    <message>
        <source>We ma&amp;y use this map without a network</source>
        <translation>本单位有权离线使用该底图(&amp;Y)</translation>
    </message>
    <message>
        <source>Maps for places without a network</source>
        <translation>无网络地区用的底图</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Take along</source>
        <translation>下载备用(&amp;T)</translation>
    </message>
    <message>
        <source>Areas taken along</source>
        <translation>已下载的区域</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>图块</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Areas on this &amp;computer</source>
        <translation>本机已有的区域(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Go on fetching</source>
        <translation>继续下载(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Remove the area</source>
        <translation>删除区域(&amp;R)</translation>
    </message>
    <message>
        <source>Another area</source>
        <translation>另下一个区域</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>当前地图范围</translation>
    </message>
    <message>
        <source>What the map shows, or the code or name of a division, or the name of a water</source>
        <translation>当前地图范围，或行政区划的代码或名称，或水体名称</translation>
    </message>
    <message>
        <source>Around a water, so that its banks are there too</source>
        <translation>水体两侧外扩，使岸边也有图</translation>
    </message>
    <message>
        <source>Metres aroun&amp;d</source>
        <translation>外扩(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>底图(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Area</source>
        <translation>区域(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Levels</source>
        <translation>级别(&amp;L)</translation>
    </message>
    <message>
        <source>To be fetched</source>
        <translation>下载量</translation>
    </message>
    <message>
        <source>Terms of use</source>
        <translation>使用条款</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1／%2</translation>
    </message>
    <message>
        <source>Not known to the program</source>
        <translation>程序不了解其条款</translation>
    </message>
    <message>
        <source>%1 of %2 tiles</source>
        <translation>%1／%2 个图块</translation>
    </message>
    <message>
        <source>Stopped; what has come is kept, and fetching can go on.</source>
        <translation>已停止；已下载的保留，可以继续下载。</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>%1 tiles, %2 of them here already; about %3 to fetch.</source>
        <translation>%1 个图块，其中 %2 个本机已有，约需下载 %3。</translation>
    </message>
    <message>
        <source>The map needs a key first (the button ⋯ under the list of backdrops).</source>
        <translation>该底图要先登记密钥（底图列表下的“⋯”按钮）。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::LabDialog</name>
    <message>
        <source>Laboratory results</source>
        <translation>检测结果</translation>
    </message>
    <message>
        <source>A table of one row a sample with a column an item, or of one row a result: sampling point (code or name of the outfall), date, results. Units are converted; nothing comes twice.</source>
        <translation>一行一个样品、每项一列的表，或一行一个结果的表：采样点（排污口编码或名称）、日期、结果。单位自动换算，重复导入不会重复记录。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>XLSX or CSV</source>
        <translation>XLSX 或 CSV</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>What is not taken</source>
        <translation>未接收的内容</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>&amp;Take the samples</source>
        <translation>接收样品(&amp;T)</translation>
    </message>
    <message>
        <source>Laboratory&apos;s table</source>
        <translation>检测结果表</translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.csv *.txt *.tsv)</source>
        <translation>表格 (*.xlsx *.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取……</translation>
    </message>
    <message>
        <source>Taking the samples…</source>
        <translation>正在接收样品……</translation>
    </message>
    <message>
        <source>%1 rows read: %2 samples can be taken, %3 are there already, %4 rows cannot be taken.</source>
        <translation>读取 %1 行：可接收样品 %2 个，已有 %3 个，不能接收 %4 行。</translation>
    </message>
    <message>
        <source>%1 rows read: %2 samples taken, %3 were there already, %4 rows not taken. Ctrl+Z takes it back.</source>
        <translation>读取 %1 行：接收样品 %2 个，已有 %3 个，未接收 %4 行。可按 Ctrl+Z 撤销。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::RecordPanel</name>
    <message>
        <source>Fields of the record</source>
        <translation>记录的字段</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>The record was deleted.</source>
        <translation>该记录已删除。</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>修改%1</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::GnssWords</name>
    <message>
        <source>no position</source>
        <translation>无定位</translation>
    </message>
    <message>
        <source>single</source>
        <translation>单点定位</translation>
    </message>
    <message>
        <source>differential</source>
        <translation>差分定位</translation>
    </message>
    <message>
        <source>precise</source>
        <translation>精密定位</translation>
    </message>
    <message>
        <source>RTK fixed</source>
        <translation>RTK 固定解</translation>
    </message>
    <message>
        <source>RTK float</source>
        <translation>RTK 浮点解</translation>
    </message>
    <message>
        <source>dead reckoning</source>
        <translation>推算位置</translation>
    </message>
    <message>
        <source>typed in</source>
        <translation>人工输入</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>模拟位置</translation>
    </message>
    <message>
        <source>of unknown quality</source>
        <translation>定位类型未知</translation>
    </message>
    <message>
        <source>nothing comes</source>
        <translation>没有数据</translation>
    </message>
    <message>
        <source>position lost</source>
        <translation>失去定位</translation>
    </message>
    <message>
        <source>receiver frozen</source>
        <translation>接收机停滞，位置和时间不再变化</translation>
    </message>
    <message>
        <source>position jumped</source>
        <translation>位置跳变</translation>
    </message>
    <message>
        <source>positions come late</source>
        <translation>位置滞后</translation>
    </message>
    <message>
        <source>receiver&apos;s clock ran back</source>
        <translation>接收机时间倒退</translation>
    </message>
    <message>
        <source>good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>not there; tried again by itself</source>
        <translation>接收机不在，将自动重连</translation>
    </message>
    <message>
        <source>the log is at its end</source>
        <translation>记录已放完</translation>
    </message>
    <message>
        <source>good enough</source>
        <translation>符合要求</translation>
    </message>
    <message>
        <source>there is no position</source>
        <translation>没有定位</translation>
    </message>
    <message>
        <source>the position was not measured</source>
        <translation>位置不是实测的</translation>
    </message>
    <message>
        <source>the accuracy is not known</source>
        <translation>精度未知</translation>
    </message>
    <message>
        <source>the accuracy is worse than the rule book wants</source>
        <translation>精度达不到规则库的要求</translation>
    </message>
    <message>
        <source>the satellites stand badly (HDOP)</source>
        <translation>卫星分布不好（HDOP）</translation>
    </message>
    <message>
        <source>too few satellites</source>
        <translation>卫星太少</translation>
    </message>
    <message>
        <source>accuracy unknown</source>
        <translation>精度未知</translation>
    </message>
    <message>
        <source>± %1 m (estimated)</source>
        <translation>± %1 米（估计）</translation>
    </message>
    <message>
        <source>± %1 m</source>
        <translation>± %1 米</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::SkyPlot</name>
    <message>
        <source>Satellites</source>
        <translation>卫星</translation>
    </message>
    <message>
        <source>%1 satellites, %2 used</source>
        <translation>%1 颗卫星，参与定位 %2 颗</translation>
    </message>
    <message>
        <source>N</source>
        <translation>北</translation>
    </message>
    <message>
        <source>E</source>
        <translation>东</translation>
    </message>
    <message>
        <source>S</source>
        <translation>南</translation>
    </message>
    <message>
        <source>W</source>
        <translation>西</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::GnssPanel</name>
    <message>
        <source>C&amp;onnect</source>
        <translation>连接(&amp;O)</translation>
    </message>
    <message>
        <source>Disc&amp;onnect</source>
        <translation>断开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;New outfall here</source>
        <translation>在此新增排污口(&amp;N)</translation>
    </message>
    <message>
        <source>New c&amp;andidate here</source>
        <translation>在此新增疑似点(&amp;A)</translation>
    </message>
    <message>
        <source>The map &amp;follows</source>
        <translation>地图跟随(&amp;F)</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>接收机</translation>
    </message>
    <message>
        <source>serial:/dev/ttyUSB0@9600, tcp:host:port, udp:port or file:log</source>
        <translation>serial:/dev/ttyUSB0@9600、tcp:主机:端口、udp:端口 或 file:记录文件</translation>
    </message>
    <message>
        <source>Why it is taken all the same</source>
        <translation>仍要采用的理由</translation>
    </message>
    <message>
        <source>A&amp;verage</source>
        <translation>求平均(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Forget the mean</source>
        <translation>放弃平均值</translation>
    </message>
    <message>
        <source> m</source>
        <translation> 米</translation>
    </message>
    <message>
        <source>Height of the antenna above the point; it is taken off the heights</source>
        <translation>天线高出测点的高度，从高程中减去</translation>
    </message>
    <message>
        <source>Antenna height</source>
        <translation>天线高</translation>
    </message>
    <message>
        <source>Antenna</source>
        <translation>天线</translation>
    </message>
    <message>
        <source>Ac&amp;ross the water</source>
        <translation>口门在对岸(&amp;R)</translation>
    </message>
    <message>
        <source>Bearing of true north</source>
        <translation>真北方位角</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>height %1 m</source>
        <translation>高程 %1 米</translation>
    </message>
    <message>
        <source>%1 satellites</source>
        <translation>%1 颗卫星</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation>，可见 %1 颗</translation>
    </message>
    <message>
        <source>corrections %1 s old</source>
        <translation>差分龄期 %1 秒</translation>
    </message>
    <message>
        <source>%1 fixes, %2 refused</source>
        <translation>采用 %1 个历元，剔除 %2 个</translation>
    </message>
    <message>
        <source>, deviation %1 m, error of the mean %2 m</source>
        <translation>，标准差 %1 米，平均值误差 %2 米</translation>
    </message>
    <message>
        <source>; it did not settle in time</source>
        <translation>；限时内没有稳定</translation>
    </message>
    <message>
        <source>Not good enough for a point: %1.</source>
        <translation>不宜定点：%1。</translation>
    </message>
    <message>
        <source>“%1” names no receiver: serial:/dev/ttyUSB0@9600, tcp:host:port, udp:port or file:log does.</source>
        <translation>“%1”不是接收机地址，应写成 serial:/dev/ttyUSB0@9600、tcp:主机:端口、udp:端口 或 file:记录文件。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::SampleWords</name>
    <message>
        <source>Flow on a dry day</source>
        <translation>旱天排水</translation>
    </message>
    <message>
        <source>dry</source>
        <translation>旱天</translation>
    </message>
    <message>
        <source>rain</source>
        <translation>雨天</translation>
    </message>
    <message>
        <source>only %1 to %2 is possible</source>
        <translation>只可能在 %1～%2 之间</translation>
    </message>
    <message>
        <source>usual is %1 to %2</source>
        <translation>常见范围 %1～%2</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::ReadingDialog</name>
    <message>
        <source>Readings: %1</source>
        <translation>现场快检：%1</translation>
    </message>
    <message>
        <source>Field kit</source>
        <translation>快检仪</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>记录(&amp;R)</translation>
    </message>
    <message>
        <source>Rain</source>
        <translation>降雨量</translation>
    </message>
    <message>
        <source>As read from a meter</source>
        <translation>流量计读数</translation>
    </message>
    <message>
        <source>Bucket and watch (容积法)</source>
        <translation>容积法（容器与秒表）</translation>
    </message>
    <message>
        <source>Float in a ditch (浮标法)</source>
        <translation>浮标法（明渠）</translation>
    </message>
    <message>
        <source>Float in a pipe (浮标法)</source>
        <translation>浮标法（圆管）</translation>
    </message>
    <message>
        <source>&amp;How</source>
        <translation>方法(&amp;H)</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Vessel (L)</source>
        <translation>容器容积 (L)</translation>
    </message>
    <message>
        <source>Stretch (m)</source>
        <translation>测流距离 (m)</translation>
    </message>
    <message>
        <source>10</source>
        <translation>10</translation>
    </message>
    <message>
        <source>Times (s)</source>
        <translation>历时 (s)</translation>
    </message>
    <message>
        <source>several: 12.1, 12.4, 11.9</source>
        <translation>多次：12.1, 12.4, 11.9</translation>
    </message>
    <message>
        <source>Width (m)</source>
        <translation>水面宽 (m)</translation>
    </message>
    <message>
        <source>Depths (m)</source>
        <translation>水深 (m)</translation>
    </message>
    <message>
        <source>at even distances, or the mean</source>
        <translation>等距测深，或平均水深</translation>
    </message>
    <message>
        <source>Diameter (m)</source>
        <translation>管径 (m)</translation>
    </message>
    <message>
        <source>Depth of the water (m)</source>
        <translation>管内水深 (m)</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>浮标系数</translation>
    </message>
    <message>
        <source>mean speed by the float&apos;s</source>
        <translation>断面平均流速与浮标流速之比</translation>
    </message>
    <message>
        <source>“%1” is no number.</source>
        <translation>“%1”不是数字。</translation>
    </message>
    <message>
        <source>%1 m³/s = %2 m³/d</source>
        <translation>%1 m³/s = %2 m³/d</translation>
    </message>
    <message>
        <source>; the times differ by %1 %: measure once more</source>
        <translation>；各次相差 %1 %，请再测一次</translation>
    </message>
    <message>
        <source>Still missing or not possible: %1</source>
        <translation>尚缺或不可能的读数：%1</translation>
    </message>
    <message>
        <source>Class by GB 3838: %1</source>
        <translation>GB 3838 水质类别：%1</translation>
    </message>
    <message>
        <source>Beyond the limit of %1: %2</source>
        <translation>超过 %1 的限值：%2</translation>
    </message>
    <message>
        <source>A storm outfall that runs on a dry day (旱天污水直排).</source>
        <translation>雨洪排口旱天排水（旱天污水直排）。</translation>
    </message>
    <message>
        <source>Field kit readings</source>
        <translation>现场快检</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::SampleModel</name>
    <message>
        <source>Outfall</source>
        <translation>排污口</translation>
    </message>
    <message>
        <source>Sampled at</source>
        <translation>采样时间</translation>
    </message>
    <message>
        <source>Class (GB 3838)</source>
        <translation>水质类别 (GB 3838)</translation>
    </message>
    <message>
        <source>Beyond its limit</source>
        <translation>超标项目</translation>
    </message>
    <message>
        <source>Weather</source>
        <translation>天气</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流量</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::SamplesDialog</name>
    <message>
        <source>Only what &amp;needs a look</source>
        <translation>只看需关注的(&amp;N)</translation>
    </message>
    <message>
        <source>Samples of the outfall</source>
        <translation>该排污口的水样</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>水样</translation>
    </message>
    <message>
        <source>&amp;Add readings…</source>
        <translation>现场快检(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Rain…</source>
        <translation>降雨量(&amp;R)…</translation>
    </message>
    <message>
        <source>%1 samples, %2 need a look</source>
        <translation>共 %1 个水样，%2 个需关注</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::RainDialog</name>
    <message>
        <source>Rain</source>
        <translation>降雨量</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Rain of the day</source>
        <translation>当日降雨量</translation>
    </message>
    <message>
        <source>County (six digits), or everywhere</source>
        <translation>区县代码（六位），空为全部</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>雨量站</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Rain (mm)</source>
        <translation>降雨量 (mm)</translation>
    </message>
    <message>
        <source>County</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>&amp;Table…</source>
        <translation>导入表格(&amp;T)…</translation>
    </message>
    <message>
        <source>Table of rain</source>
        <translation>降雨量表</translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.csv *.txt *.tsv)</source>
        <translation>表格 (*.xlsx *.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>%1 days added, %2 changed, %3 as they were.</source>
        <translation>新增 %1 天，改动 %2 天，%3 天不变。</translation>
    </message>
    <message>
        <source>“%1” is no county&apos;s code: six digits, or nothing for everywhere.</source>
        <translation>“%1”不是区县代码：应为六位数字，留空表示全部。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::InspectionDialog</name>
    <message>
        <source>&amp;Leave the file where it is</source>
        <translation>文件留在原处(&amp;L)</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>专项检查</translation>
    </message>
    <message>
        <source>Sonar picture, orthophoto, video, report</source>
        <translation>声呐图、正射影像、视频、报告</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>方式(&amp;K)</translation>
    </message>
    <message>
        <source>the file&apos;s name</source>
        <translation>默认为文件名</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Track</source>
        <translation>轨迹(&amp;T)</translation>
    </message>
    <message>
        <source> m</source>
        <translation> 米</translation>
    </message>
    <message>
        <source>Link what is &amp;within</source>
        <translation>关联范围(&amp;W)</translation>
    </message>
    <message>
        <source>T&amp;eam</source>
        <translation>队伍(&amp;E)</translation>
    </message>
    <message>
        <source>what it showed</source>
        <translation>检查发现的情况</translation>
    </message>
    <message>
        <source>F&amp;ound</source>
        <translation>发现(&amp;O)</translation>
    </message>
    <message>
        <source>Linked to</source>
        <translation>关联记录</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>T&amp;ake it in</source>
        <translation>收入(&amp;A)</translation>
    </message>
    <message>
        <source>File of the inspection</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>none, or the picture&apos;s own place</source>
        <translation>无，或影像自带位置</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 米</translation>
    </message>
    <message>
        <source>The run has no place of its own: choose its track, or link it to nothing.</source>
        <translation>该检查没有位置：请选择轨迹，或不作关联。</translation>
    </message>
    <message>
        <source>It is in the survey, with %1 records. Ctrl+Z takes it back.</source>
        <translation>已收入，共 %1 条记录。Ctrl+Z 可撤销。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::NetworkPanel</name>
    <message>
        <source>&amp;Mend this</source>
        <translation>修复此项(&amp;M)</translation>
    </message>
    <message>
        <source>Mend &amp;all of this kind</source>
        <translation>修复此类全部(&amp;A)</translation>
    </message>
    <message>
        <source>What is wrong with the network</source>
        <translation>管网问题</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What would mend it</source>
        <translation>修复办法</translation>
    </message>
    <message>
        <source>Looking at the network…</source>
        <translation>正在检查管网…</translation>
    </message>
    <message>
        <source>Nothing is found wrong with the network.</source>
        <translation>管网没有发现问题。</translation>
    </message>
    <message>
        <source>%1 to look at, %2 can be mended here.</source>
        <translation>%1 处需查看，其中 %2 处可在此修复。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::Entry</name>
    <message>
        <source>Survey form: %1</source>
        <translation>踏查填报：%1</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::ChoiceEditor</name>
    <message>
        <source>another word</source>
        <translation>其他写法</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PickEditor</name>
    <message>
        <source>part of the name, or first letters of the pinyin</source>
        <translation>名称的一部分，或拼音首字母</translation>
    </message>
    <message>
        <source>Nothing in the list; the name is kept as it is typed.</source>
        <translation>名录里没有，按所填文字保留。</translation>
    </message>
    <message>
        <source>The list is being read…</source>
        <translation>正在读取名录…</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::LineEditor</name>
    <message>
        <source>Switch the unit (blank key)</source>
        <translation>切换单位（空格键）</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PositionEditor</name>
    <message>
        <source>From the &amp;receiver</source>
        <translation>卫星定位(&amp;R)</translation>
    </message>
    <message>
        <source>Click on the &amp;map</source>
        <translation>地图点选(&amp;M)</translation>
    </message>
    <message>
        <source>or typed: 125.3235, 43.8861 · 43°53′10″N 125°19′24″E</source>
        <translation>或直接输入：125.3235, 43.8861 · 43°53′10″N 125°19′24″E</translation>
    </message>
    <message>
        <source>This is no position yet.</source>
        <translation>还不是一个坐标。</translation>
    </message>
    <message>
        <source>No position yet.</source>
        <translation>还没有位置。</translation>
    </message>
    <message>
        <source>(as recorded)</source>
        <translation>（原记录）</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::EntryPanel</name>
    <message>
        <source>Fill in a form for a new place, or for the record that is selected:</source>
        <translation>为新点位或所选记录填写表单：</translation>
    </message>
    <message>
        <source>for what is &amp;selected</source>
        <translation>为所选记录填写(&amp;S)</translation>
    </message>
    <message>
        <source>Enter goes on to what is &amp;required</source>
        <translation>回车只走必填项(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Drop</source>
        <translation>放弃(&amp;D)</translation>
    </message>
    <message>
        <source>Record (Ctrl+Enter)</source>
        <translation>记录 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Record incomplete (Ctrl+Enter)</source>
        <translation>先记录，以后补全 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Drop the form</source>
        <translation>放弃填报</translation>
    </message>
    <message>
        <source>What was typed into this form is lost. Drop it?</source>
        <translation>此表单已填的内容将丢失，确定放弃？</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>不是数字。</translation>
    </message>
    <message>
        <source>This is no date or time; write 2026-06-01 14:30.</source>
        <translation>不是日期或时间；请按 2026-06-01 14:30 填写。</translation>
    </message>
    <message>
        <source>Yes or no is wanted.</source>
        <translation>请填是或否。</translation>
    </message>
    <message>
        <source>This word is none of those offered.</source>
        <translation>不在可选用词之内。</translation>
    </message>
    <message>
        <source>Unusual: mostly %1 to %2 %3. Right all the same? Then leave it.</source>
        <translation>少见：一般为 %1～%2 %3。确实如此可保留。</translation>
    </message>
    <message>
        <source>Cannot be: %1 to %2 %3 is possible. Is the unit right?</source>
        <translation>不可能：应在 %1～%2 %3 之间。单位对吗？</translation>
    </message>
    <message>
        <source>required</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Level %1: %2 (%3)</source>
        <translation>第 %1 级：%2（%3）</translation>
    </message>
    <message>
        <source>As before: %1  (Ctrl+&apos;)</source>
        <translation>同上：%1  (Ctrl+&apos;)</translation>
    </message>
    <message>
        <source>Everything required is there.</source>
        <translation>必填项已齐。</translation>
    </message>
    <message>
        <source>Missing %1: %2</source>
        <translation>还缺 %1 项：%2</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::ValuesPanel</name>
    <message>
        <source>Only what &amp;differs</source>
        <translation>只看不一致的(&amp;D)</translation>
    </message>
    <message>
        <source>Answers of the three levels</source>
        <translation>三级填报值</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>Level 1</source>
        <translation>第一级</translation>
    </message>
    <message>
        <source>Level 2</source>
        <translation>第二级</translation>
    </message>
    <message>
        <source>Level 3</source>
        <translation>第三级</translation>
    </message>
    <message>
        <source>In the record</source>
        <translation>现记录</translation>
    </message>
    <message>
        <source>earlier visit</source>
        <translation>前次到访</translation>
    </message>
    <message>
        <source>Click an outfall to see what each level answered.</source>
        <translation>点选一个排污口，查看各级填报的内容。</translation>
    </message>
    <message>
        <source>No form was filled in for this outfall yet.</source>
        <translation>此排污口还没有填报过表单。</translation>
    </message>
    <message>
        <source>%1 questions answered; in %2 the levels differ.</source>
        <translation>已填 %1 题，其中 %2 题各级不一致。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::BoardPanel</name>
    <message>
        <source>What is on the board</source>
        <translation>看板内容</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Team, or person</source>
        <translation>队伍或姓名</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>排查队</translation>
    </message>
    <message>
        <source>River</source>
        <translation>河流</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>排查阶段</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>疑似点</translation>
    </message>
    <message>
        <source>Reaches</source>
        <translation>河段</translation>
    </message>
    <message>
        <source>&amp;Move…</source>
        <translation>办理(&amp;M)…</translation>
    </message>
    <message>
        <source>Take the chosen cards a step further (Enter); a digit moves them to that column</source>
        <translation>办理选中的卡片（回车）；按数字键移到对应的栏</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>全部阶段</translation>
    </message>
    <message>
        <source>Level %1</source>
        <translation>第 %1 级</translation>
    </message>
    <message>
        <source>All teams</source>
        <translation>全部队伍</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>未分队</translation>
    </message>
    <message>
        <source>All rivers</source>
        <translation>全部河流</translation>
    </message>
    <message>
        <source>No river</source>
        <translation>无河流</translation>
    </message>
    <message>
        <source>Nothing for %1 to do from here</source>
        <translation>%1在这一步没有可办理的事项</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::DayDialog</name>
    <message>
        <source>What the teams did</source>
        <translation>各队当日</translation>
    </message>
    <message>
        <source>How the banks stand</source>
        <translation>岸线覆盖</translation>
    </message>
    <message>
        <source>The day</source>
        <translation>当日小结</translation>
    </message>
    <message>
        <source>&amp;Day (Beijing time)</source>
        <translation>日期（北京时间）(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Banks by</source>
        <translation>岸线按(&amp;B)</translation>
    </message>
    <message>
        <source>team</source>
        <translation>排查队</translation>
    </message>
    <message>
        <source>river</source>
        <translation>河流</translation>
    </message>
    <message>
        <source>county</source>
        <translation>县区</translation>
    </message>
    <message>
        <source>level</source>
        <translation>排查阶段</translation>
    </message>
    <message>
        <source>&amp;Write as PDF, workbook or CSV…</source>
        <translation>写成 PDF、表格或 CSV(&amp;W)…</translation>
    </message>
    <message>
        <source>File to write</source>
        <translation>写入文件</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;Workbook (*.xlsx);;CSV (*.csv)</source>
        <translation>PDF (*.pdf);;表格 (*.xlsx);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写入：%1</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::DuplicatesDialog</name>
    <message>
        <source>Duplicates side by side</source>
        <translation>重复点对照</translation>
    </message>
    <message>
        <source>Candidates no farther than %1 from each other. Click the value that is right, field by field; then merge the two, or keep them apart.</source>
        <translation>相距不超过 %1 的疑似点。逐项点选正确的值，然后合并，或保留为两处。</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>成对列表</translation>
    </message>
    <message>
        <source>Values of both</source>
        <translation>两处的值</translation>
    </message>
    <message>
        <source>Show on the &amp;map</source>
        <translation>在地图上显示(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Keep apart</source>
        <translation>保留两处(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>合并(&amp;G)</translation>
    </message>
    <message>
        <source>%1 and %2, %3</source>
        <translation>%1 与 %2，%3</translation>
    </message>
    <message>
        <source>Pairs to look at: %1.</source>
        <translation>待核对 %1 对。</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>The record that stays</source>
        <translation>保留的记录</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选</translation>
    </message>
    <message>
        <source>Merge duplicates</source>
        <translation>合并重复点</translation>
    </message>
    <message>
        <source>Merged; Ctrl+Z takes it back.</source>
        <translation>已合并；Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Kept apart; the pair is not proposed again in this copy.</source>
        <translation>已保留为两处；本机不再提示这一对。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::FieldworkWords</name>
    <message>
        <source>Level 1, to be given</source>
        <translation>第一级待派</translation>
    </message>
    <message>
        <source>Level 2, waiting</source>
        <translation>第二级待查</translation>
    </message>
    <message>
        <source>Level 3, waiting</source>
        <translation>第三级待查</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>Unassigned</source>
        <translation>待分配</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>待排查</translation>
    </message>
    <message>
        <source>Being walked</source>
        <translation>排查中</translation>
    </message>
    <message>
        <source>Awaiting quality control</source>
        <translation>待质控</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>质控合格</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>办公室</translation>
    </message>
    <message>
        <source>Survey team</source>
        <translation>排查队</translation>
    </message>
    <message>
        <source>Quality control</source>
        <translation>质控</translation>
    </message>
    <message>
        <source>N</source>
        <translation>北</translation>
    </message>
    <message>
        <source>NE</source>
        <translation>东北</translation>
    </message>
    <message>
        <source>E</source>
        <translation>东</translation>
    </message>
    <message>
        <source>SE</source>
        <translation>东南</translation>
    </message>
    <message>
        <source>S</source>
        <translation>南</translation>
    </message>
    <message>
        <source>SW</source>
        <translation>西南</translation>
    </message>
    <message>
        <source>W</source>
        <translation>西</translation>
    </message>
    <message>
        <source>NW</source>
        <translation>西北</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::MoveDialog</name>
    <message>
        <source>Take a step</source>
        <translation>办理</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 等另外 %2 条</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>步骤(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Team</source>
        <translation>排查队(&amp;T)</translation>
    </message>
    <message>
        <source>Kind of &amp;difficulty</source>
        <translation>困难类型(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>排查方法(&amp;M)</translation>
    </message>
    <message>
        <source>Res&amp;ult</source>
        <translation>排查结果(&amp;U)</translation>
    </message>
    <message>
        <source>Merge &amp;into</source>
        <translation>并入(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>理由(&amp;R)</translation>
    </message>
    <message>
        <source>only when less than %1 of the bank is covered: why</source>
        <translation>岸线覆盖不足 %1 时须写明原因</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::QualityDialog</name>
    <message>
        <source>Quality control</source>
        <translation>质量控制</translation>
    </message>
    <message>
        <source>Walked reaches are drawn, walked again by others, and held against the limits. The same seed draws the same, so that anybody can draw again. You work as: %1, %2.</source>
        <translation>从走完的河段中抽取，由他人重走，与限值比较。同一种子抽出同样的河段，任何人都能复核。当前岗位：%1，%2。</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>未署名</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>种子(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Draw</source>
        <translation>抽取(&amp;D)</translation>
    </message>
    <message>
        <source>of each team&apos;s walked reaches %1, one at least</source>
        <translation>每队已走完的河段抽 %1，至少一段</translation>
    </message>
    <message>
        <source>Quality checks</source>
        <translation>质控抽查</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>河段</translation>
    </message>
    <message>
        <source>First team</source>
        <translation>原排查队</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>原记录</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>漏查</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Limits, figures of the rule book: missed %1; wrong %2 [%3].</source>
        <translation>限值（规则库自定数值）：漏查 %1；错误 %2［%3］。</translation>
    </message>
    <message>
        <source>Show on the &amp;map</source>
        <translation>在地图上显示(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Close the check</source>
        <translation>办结抽查(&amp;C)</translation>
    </message>
    <message>
        <source>Rec&amp;orded</source>
        <translation>原记录数(&amp;O)</translation>
    </message>
    <message>
        <source>M&amp;issed</source>
        <translation>漏查数(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Wrong</source>
        <translation>错误数(&amp;W)</translation>
    </message>
    <message>
        <source>Second walk</source>
        <translation>重走结果</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待复查</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>不合格</translation>
    </message>
    <message>
        <source>Nothing is drawn yet: reaches must be walked first (awaiting quality control).</source>
        <translation>还没有抽取：河段须先走完（待质控）。</translation>
    </message>
    <message>
        <source>passes: missed %1, wrong %2</source>
        <translation>合格：漏查率 %1，错误率 %2</translation>
    </message>
    <message>
        <source>fails, the reach goes back: missed %1, wrong %2</source>
        <translation>不合格，河段退回重查：漏查率 %1，错误率 %2</translation>
    </message>
    <message>
        <source>Draw reaches for quality control</source>
        <translation>抽取质控河段</translation>
    </message>
    <message>
        <source>Nothing to draw: reaches must be walked first, and have no open check.</source>
        <translation>没有可抽的河段：要先走完（待质控），且没有未办结的抽查。</translation>
    </message>
    <message>
        <source>Drawn with seed %1: %2 reaches.</source>
        <translation>用种子 %1 抽出河段 %2 个。</translation>
    </message>
    <message>
        <source>Close a quality check</source>
        <translation>办结质控抽查</translation>
    </message>
    <message>
        <source>Passed; the reach can be moved to “passed” on the board.</source>
        <translation>合格；可在看板上把河段移到“质控合格”。</translation>
    </message>
    <message>
        <source>Failed; the reach went back to its team. Ctrl+Z takes it back.</source>
        <translation>不合格；河段已退回原队重查。Ctrl+Z 可撤销。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::WalkPanel</name>
    <message>
        <source>&amp;Go to the gap</source>
        <translation>去缺口(&amp;G)</translation>
    </message>
    <message>
        <source>The &amp;day…</source>
        <translation>当日小结(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Banks on the map</source>
        <translation>在地图上显示岸线覆盖(&amp;B)</translation>
    </message>
    <message>
        <source>No receiver speaks: connect one under Positioning first.</source>
        <translation>没有接收机：请先在“卫星定位”中连接。</translation>
    </message>
    <message>
        <source>No walk is being recorded.</source>
        <translation>没有在记录轨迹。</translation>
    </message>
    <message>
        <source>Waiting for the first trusted position.</source>
        <translation>等待第一个可信的位置。</translation>
    </message>
    <message>
        <source>Since %1: %2, %3 positions on the disk</source>
        <translation>自 %1 起：%2，已存盘 %3 个位置</translation>
    </message>
    <message>
        <source>■ &amp;End the walk</source>
        <translation>■ 结束踏查(&amp;E)</translation>
    </message>
    <message>
        <source>● &amp;Record the walk</source>
        <translation>● 记录踏查(&amp;R)</translation>
    </message>
    <message>
        <source>Take up what was left (%1)</source>
        <translation>收入上次留下的轨迹（%1）</translation>
    </message>
    <message>
        <source>%1: %2 of %3 — walked %4, seen from across %5, gap %6</source>
        <translation>%1：%3 中完成 %2——走到 %4，对岸看到 %5，缺口 %6</translation>
    </message>
    <message>
        <source>There are no reaches yet; make them under Fieldwork › Plan.</source>
        <translation>还没有划分河段；请在“三级排查 › 排查计划”中划分。</translation>
    </message>
    <message>
        <source>All banks</source>
        <translation>全部岸线</translation>
    </message>
    <message>
        <source>No gap</source>
        <translation>没有缺口</translation>
    </message>
    <message>
        <source>Gap of %1: %2 to the %3</source>
        <translation>缺口 %1：%3方向 %2</translation>
    </message>
    <message>
        <source>%1, from where the receiver is</source>
        <translation>%1，从接收机位置算起</translation>
    </message>
    <message>
        <source>%1, from the middle of the map</source>
        <translation>%1，从地图中心算起</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::ReachTable</name>
    <message>
        <source>Reach</source>
        <translation>河段</translation>
    </message>
    <message>
        <source>River</source>
        <translation>河流</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>岸别</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>难度</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>排查队</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::WalkPlanDialog</name>
    <message>
        <source>Plan of the walks</source>
        <translation>排查计划</translation>
    </message>
    <message>
        <source>1. &amp;Reaches</source>
        <translation>1. 河段(&amp;R)</translation>
    </message>
    <message>
        <source>2. &amp;Teams</source>
        <translation>2. 分派(&amp;T)</translation>
    </message>
    <message>
        <source>3. &amp;Package</source>
        <translation>3. 工作包(&amp;P)</translation>
    </message>
    <message>
        <source>Difficulty of a reach</source>
        <translation>河段难度</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>&amp;No reach longer than</source>
        <translation>河段不超过(&amp;N)</translation>
    </message>
    <message>
        <source>Rivers</source>
        <translation>河流</translation>
    </message>
    <message>
        <source>&amp;Make reaches of the chosen rivers</source>
        <translation>划分选中河流的河段(&amp;M)</translation>
    </message>
    <message>
        <source>Reaches</source>
        <translation>河段</translation>
    </message>
    <message>
        <source>Teams that &amp;walk</source>
        <translation>参加的队伍(&amp;W)</translation>
    </message>
    <message>
        <source>Name of a further team</source>
        <translation>新队伍名称</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>Balance of the teams</source>
        <translation>各队分量</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>排查队</translation>
    </message>
    <message>
        <source>Has now</source>
        <translation>现有</translation>
    </message>
    <message>
        <source>Gets</source>
        <translation>将分到</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>疑似点</translation>
    </message>
    <message>
        <source>Bank in all</source>
        <translation>岸线合计</translation>
    </message>
    <message>
        <source>Beside the even share</source>
        <translation>与均分之差</translation>
    </message>
    <message>
        <source>&amp;Share out what waits</source>
        <translation>分派待分配的河段(&amp;S)</translation>
    </message>
    <message>
        <source>What a team takes along: a copy of the survey that is synced back, and its work list as PDF.</source>
        <translation>队伍带走的：一份可同步回来的项目副本，和 PDF 工作单。</translation>
    </message>
    <message>
        <source>T&amp;eam</source>
        <translation>排查队(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>New &amp;folder</source>
        <translation>新文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>the survey&apos;s own, else a folder beside it</source>
        <translation>项目原有的，没有则在项目旁新建</translation>
    </message>
    <message>
        <source>&amp;Hub it is synced through</source>
        <translation>同步位置(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Write the package</source>
        <translation>写出工作包(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Open the folder</source>
        <translation>打开文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>Folder to make the package in</source>
        <translation>工作包所在文件夹</translation>
    </message>
    <message>
        <source>%1 reaches, %2 candidates wait</source>
        <translation>河段 %1 个，待查疑似点 %2 处</translation>
    </message>
    <message>
        <source>no reaches yet</source>
        <translation>未划分</translation>
    </message>
    <message>
        <source>no reaches yet; flow not confirmed</source>
        <translation>未划分；流向未确认</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>Candidates at no reach: %1. They are given to a team on the board.</source>
        <translation>不在任何河段上的疑似点 %1 处，在看板上分派。</translation>
    </message>
    <message>
        <source>%1 reaches, %2</source>
        <translation>%1 段，%2</translation>
    </message>
    <message>
        <source>Choose rivers first: tick them in the list.</source>
        <translation>请先在列表中勾选河流。</translation>
    </message>
    <message>
        <source>Make reaches</source>
        <translation>划分河段</translation>
    </message>
    <message>
        <source>%1 reaches, %2 of bank; candidates that lie at them: %3.</source>
        <translation>划分河段 %1 个，岸线 %2；落在河段上的疑似点 %3 处。</translation>
    </message>
    <message>
        <source>The flow is not confirmed, left and right may be the other way round: %1.</source>
        <translation>流向未确认，左右岸可能相反：%1。</translation>
    </message>
    <message>
        <source>Share reaches out</source>
        <translation>分派河段</translation>
    </message>
    <message>
        <source>No reach waits for a team: none was made, or all are given.</source>
        <translation>没有待分配的河段：先划分河段，或它们都已分派。</translation>
    </message>
    <message>
        <source>Given: %1 reaches with %2 candidates. Ctrl+Z takes it back.</source>
        <translation>已分派河段 %1 个，疑似点 %2 处。Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Writing the package…</source>
        <translation>正在写出工作包…</translation>
    </message>
    <message>
        <source>Package of a team</source>
        <translation>队伍工作包</translation>
    </message>
    <message>
        <source>Package of %1: %2 reaches, %3 candidates, work list of %4 pages, in %5. After the walk it is synced through %6.</source>
        <translation>%1 的工作包：河段 %2 个，疑似点 %3 处，工作单 %4 页，位于 %5。收工后通过 %6 同步。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::WalkRecorder</name>
    <message>
        <source>Record a walk</source>
        <translation>记录踏查轨迹</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PhotoGrid</name>
    <message>
        <source>to review</source>
        <translation>待核</translation>
    </message>
    <message>
        <source>marked</source>
        <translation>有标注</translation>
    </message>
    <message>
        <source>The file is missing</source>
        <translation>原件缺失</translation>
    </message>
    <message>
        <source>No picture: %1</source>
        <translation>没有图像：%1</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PhotoWords</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>没有时间</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>no position</source>
        <translation>没有位置</translation>
    </message>
    <message>
        <source>Bearing</source>
        <translation>方位</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>队伍</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Put here</source>
        <translation>归位</translation>
    </message>
    <message>
        <source>Odd</source>
        <translation>疑点</translation>
    </message>
    <message>
        <source>The file is not in the survey&apos;s folder; take it from the camera again.</source>
        <translation>项目文件夹里没有原件；请从相机里重新收入。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PhotoPanel</name>
    <message>
        <source>Which photos</source>
        <translation>哪些照片</translation>
    </message>
    <message>
        <source>Of the record that is shown</source>
        <translation>当前记录的照片</translation>
    </message>
    <message>
        <source>That wait for a look</source>
        <translation>待核的照片</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>全部照片</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>类别(&amp;K)</translation>
    </message>
    <message>
        <source>Give the selected photos a kind; on the thumbnails by the keys 1 … 9, 0</source>
        <translation>给选中的照片定类别；在缩略图上按 1 … 9、0</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Large, with marks (Enter)</source>
        <translation>看大图和标注（回车）</translation>
    </message>
    <message>
        <source>Con&amp;firm</source>
        <translation>确认(&amp;F)</translation>
    </message>
    <message>
        <source>It is where it belongs (Space)</source>
        <translation>归位无误（空格）</translation>
    </message>
    <message>
        <source>&amp;Move here</source>
        <translation>移到当前记录(&amp;M)</translation>
    </message>
    <message>
        <source>Put the selected photos to the outfall or candidate that is shown (M)</source>
        <translation>把选中的照片归到当前的排污口或疑似点（M）</translation>
    </message>
    <message>
        <source>No photo waits for a look.</source>
        <translation>没有待核的照片。</translation>
    </message>
    <message>
        <source>%1 wait for a look: Space confirms, M moves to the record that is shown</source>
        <translation>%1 张待核：空格确认，M 移到当前记录</translation>
    </message>
    <message>
        <source>%1 photos, videos and recordings</source>
        <translation>%1 个照片、视频和录音</translation>
    </message>
    <message>
        <source>Choose an outfall or candidate, on the map or in the table.</source>
        <translation>请在地图上或表格里选一个排污口或疑似点。</translation>
    </message>
    <message>
        <source>No photos yet. Drop them here, or take them from a camera (Ctrl+Shift+P).</source>
        <translation>还没有照片。把文件拖到这里，或从相机收入（Ctrl+Shift+P）。</translation>
    </message>
    <message>
        <source>Kind of a photo: %1</source>
        <translation>照片类别：%1</translation>
    </message>
    <message>
        <source>A photo that is not put anywhere cannot be confirmed: show its outfall on the map and press M, or use Review photos.</source>
        <translation>没有归位的照片不能确认：请在地图上选中它的排污口再按 M，或用“核对照片”。</translation>
    </message>
    <message>
        <source>Confirm a photo&apos;s place</source>
        <translation>确认照片归位</translation>
    </message>
    <message>
        <source>Choose an outfall or candidate first, on the map or in the table.</source>
        <translation>请先在地图上或表格里选一个排污口或疑似点。</translation>
    </message>
    <message>
        <source>Move a photo</source>
        <translation>移动照片</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PhotoView</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PhotoDialog</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Kinds:</source>
        <translation>类别：</translation>
    </message>
    <message>
        <source>◀ &amp;Previous</source>
        <translation>◀ 上一张(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next ▶</source>
        <translation>下一张(&amp;N) ▶</translation>
    </message>
    <message>
        <source>&amp;Arrow</source>
        <translation>箭头(&amp;A)</translation>
    </message>
    <message>
        <source>Drag on the photo: an arrow, with the words beside where there are any (A)</source>
        <translation>在照片上拖动画箭头，有文字时写在起点（A）</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>文字(&amp;W)</translation>
    </message>
    <message>
        <source>Click on the photo: the words stand there (T)</source>
        <translation>在照片上点击，文字写在那里（T）</translation>
    </message>
    <message>
        <source>Words of the mark</source>
        <translation>标注文字</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete 键</translation>
    </message>
    <message>
        <source>P&amp;lay</source>
        <translation>播放(&amp;L)</translation>
    </message>
    <message>
        <source>No program of this computer opens %1.</source>
        <translation>本机没有程序能打开 %1。</translation>
    </message>
    <message>
        <source>The file is not in the survey&apos;s folder; take it from the camera again.</source>
        <translation>项目文件夹里没有原件；请从相机里重新收入。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1，时长 %2</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Mark a photo</source>
        <translation>标注照片</translation>
    </message>
    <message>
        <source>Kind of a photo: %1</source>
        <translation>照片类别：%1</translation>
    </message>
    <message>
        <source>Ta&amp;ke the last mark away</source>
        <translation>撤去最后一处标注(&amp;K)</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PhotoReviewDialog</name>
    <message>
        <source>Also those that were put &amp;without doubt</source>
        <translation>也列出自动归位的(&amp;W)</translation>
    </message>
    <message>
        <source>Review photos</source>
        <translation>核对照片</translation>
    </message>
    <message>
        <source>&amp;Where it may belong; Enter puts it there, M to the record that the map shows</source>
        <translation>可能属于(&amp;W)：回车归到选中处，M 归到地图上当前的记录</translation>
    </message>
    <message>
        <source>&amp;Put there (Enter)</source>
        <translation>归到这里（回车）(&amp;P)</translation>
    </message>
    <message>
        <source>To the record on the &amp;map (M)</source>
        <translation>归到地图上的记录 (&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>No photo waits for a look.</source>
        <translation>没有待核的照片。</translation>
    </message>
    <message>
        <source>%1 wait for a look</source>
        <translation>%1 张待核</translation>
    </message>
    <message>
        <source>%1  (it is there)</source>
        <translation>%1（现在在这里）</translation>
    </message>
    <message>
        <source>Nothing is recorded near it. Show the outfall or candidate on the map, then press M.</source>
        <translation>附近没有记录。请在地图上选中排污口或疑似点，再按 M。</translation>
    </message>
    <message>
        <source>Put a photo to its place</source>
        <translation>照片归位</translation>
    </message>
    <message>
        <source>Recorded. Undo takes it back.</source>
        <translation>已记录，可撤销。</translation>
    </message>
    <message>
        <source>Choose an outfall or candidate first, on the map or in the table.</source>
        <translation>请先在地图上或表格里选一个排污口或疑似点。</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>已撤销。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::TakePhotosDialog</name>
    <message>
        <source> and %1 more</source>
        <translation> 等 %1 项</translation>
    </message>
    <message>
        <source>Take photos, videos and sound</source>
        <translation>收入照片、视频和录音</translation>
    </message>
    <message>
        <source>The camera&apos;s files are only read. Each is put to its outfall by place and time; what is not certain waits for a look. The same bytes are kept once.</source>
        <translation>相机里的文件只读取。每个文件按位置和时间归到排污口，拿不准的待核；内容相同的只存一份。</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>来源(&amp;F)</translation>
    </message>
    <message>
        <source>Folder of the camera, or drop files and folders on the window</source>
        <translation>相机文件夹；也可把文件或文件夹拖到窗口上</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>F&amp;iles…</source>
        <translation>文件(&amp;I)…</translation>
    </message>
    <message>
        <source>by whose track they lie on, else the outfall&apos;s</source>
        <translation>按所在轨迹，否则按排污口的队伍</translation>
    </message>
    <message>
        <source>by the names of files and folders</source>
        <translation>按文件和文件夹的名称</translation>
    </message>
    <message>
        <source>&amp;Team</source>
        <translation>队伍(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>类别(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Take them in</source>
        <translation>收入(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Review what was put where</source>
        <translation>核对归位(&amp;R)</translation>
    </message>
    <message>
        <source>Folder of the camera</source>
        <translation>相机文件夹</translation>
    </message>
    <message>
        <source>Photos, videos and sound</source>
        <translation>照片、视频和录音</translation>
    </message>
    <message>
        <source>Looking for files…</source>
        <translation>正在查找文件…</translation>
    </message>
    <message>
        <source>There are no files.</source>
        <translation>没有文件。</translation>
    </message>
    <message>
        <source>%1 files. What is neither picture nor video nor sound is left where it is.</source>
        <translation>%1 个文件。不是照片、视频、录音的留在原处。</translation>
    </message>
    <message>
        <source>Taking them in; what is done stays, whatever happens.</source>
        <translation>正在收入；已收入的无论如何都会保留。</translation>
    </message>
    <message>
        <source>Taking photos</source>
        <translation>收入照片</translation>
    </message>
    <message>
        <source>%1 taken, of which %2 wait for a look; %3 were there already, %4 twice, %5 restored, %6 are no media.</source>
        <translation>收入 %1 个，其中 %2 个待核；已有 %3，重复 %4，恢复 %5，不是影像 %6。</translation>
    </message>
    <message>
        <source>%1 failed:</source>
        <translation>%1 个失败：</translation>
    </message>
    <message>
        <source>Stopped; what was taken stays. Take them in again to go on: nothing comes twice.</source>
        <translation>已停止，已收入的都在。再次收入即可继续，不会重复。</translation>
    </message>
    <message>
        <source>The survey is being written by other work; try again when it is done.</source>
        <translation>项目正在被其他工作写入；请等它完成后再试。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PhotoLedgerDialog</name>
    <message>
        <source>Read &amp;every file (slow, but sure)</source>
        <translation>逐个读取文件（慢，但可靠）(&amp;E)</translation>
    </message>
    <message>
        <source>Only what is not in &amp;order</source>
        <translation>只列有问题的(&amp;O)</translation>
    </message>
    <message>
        <source>Photo ledger</source>
        <translation>照片台账</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>&amp;Hub</source>
        <translation>汇总处(&amp;H)</translation>
    </message>
    <message>
        <source>the folder that is synced with; empty: sending is not looked at</source>
        <translation>同步用的文件夹；留空则不核对送出</translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation>相机(&amp;C)</translation>
    </message>
    <message>
        <source>a card whose photos should all be in the survey; may stay empty</source>
        <translation>存储卡，其中的照片都应在项目里；可留空</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Team or outfall</source>
        <translation>队伍或排污口</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>在库</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>送出</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>待核</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>重新核对(&amp;L)</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在核对…</translation>
    </message>
    <message>
        <source>%1 files are missing or altered</source>
        <translation>%1 个原件缺失或被改动</translation>
    </message>
    <message>
        <source>%1 are not sent</source>
        <translation>%1 个没有送出</translation>
    </message>
    <message>
        <source>%1 are not confirmed</source>
        <translation>%1 个没有确认</translation>
    </message>
    <message>
        <source>%1 are on the camera and not in the survey</source>
        <translation>%1 个在相机里而不在项目里</translation>
    </message>
    <message>
        <source>%1 are stored without a record</source>
        <translation>%1 个已存而没有记录</translation>
    </message>
    <message>
        <source>%1 wait for a look</source>
        <translation>%1 个待核</translation>
    </message>
    <message>
        <source>%1 outfalls lack views</source>
        <translation>%1 个排污口缺照片</translation>
    </message>
    <message>
        <source>The ledger closes; nobody has to go back.</source>
        <translation>账目相符，不用返回现场。</translation>
    </message>
    <message>
        <source>Before going home: %1.</source>
        <translation>离开现场之前：%1。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>队伍</translation>
    </message>
    <message>
        <source>(no team)</source>
        <translation>（无队伍）</translation>
    </message>
    <message>
        <source>Outfalls</source>
        <translation>排污口</translation>
    </message>
    <message>
        <source>(not put to an outfall)</source>
        <translation>（没有归到排污口）</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>the stored file is missing</source>
        <translation>原件缺失</translation>
    </message>
    <message>
        <source>the stored file was altered</source>
        <translation>原件被改动</translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>尚未送出</translation>
    </message>
    <message>
        <source>the hub&apos;s copy is wrong</source>
        <translation>汇总处的副本不对</translation>
    </message>
    <message>
        <source>on the camera, not in the survey</source>
        <translation>相机里有，项目里没有</translation>
    </message>
    <message>
        <source>stored, but without a record</source>
        <translation>已存，但没有记录</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::PhotoExportDialog</name>
    <message>
        <source>&amp;Watermark: code, name, time, coordinates</source>
        <translation>水印：编码、名称、时间、坐标(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Marks: arrows and words</source>
        <translation>标注：箭头和文字(&amp;M)</translation>
    </message>
    <message>
        <source>Copies of photos</source>
        <translation>照片副本</translation>
    </message>
    <message>
        <source>%1 photos are copied. The originals are only read; nothing in the folder is overwritten.</source>
        <translation>将复制 %1 张照片。原件只读取；文件夹里已有的文件不会被覆盖。</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Into</source>
        <translation>存到(&amp;I)</translation>
    </message>
    <message>
        <source>as large as the original</source>
        <translation>与原件一样大</translation>
    </message>
    <message>
        <source>%1 pixels on the longer side</source>
        <translation>长边 %1 像素</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>尺寸(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Write the copies</source>
        <translation>写出副本(&amp;W)</translation>
    </message>
    <message>
        <source>Folder for the copies</source>
        <translation>副本的文件夹</translation>
    </message>
    <message>
        <source>Writing the copies…</source>
        <translation>正在写出副本…</translation>
    </message>
    <message>
        <source>%1 copies written.</source>
        <translation>写出 %1 份副本。</translation>
    </message>
    <message>
        <source>%1 videos and recordings have no copies; they are in the survey&apos;s media folder.</source>
        <translation>%1 个视频和录音没有副本，它们在项目的 media 文件夹里。</translation>
    </message>
    <message>
        <source>%1 failed:</source>
        <translation>%1 张失败：</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::CameraDialog</name>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>kind not given</source>
        <translation>类别未定</translation>
    </message>
    <message>
        <source>Shots go to the record that is shown.</source>
        <translation>拍下的照片归到当前的记录。</translation>
    </message>
    <message>
        <source>No record is shown: shots wait for a look.</source>
        <translation>没有选中记录：拍下的照片待核。</translation>
    </message>
    <message>
        <source>&amp;Shoot</source>
        <translation>拍照(&amp;S)</translation>
    </message>
    <message>
        <source>This computer has no camera that can be used; take photos with another one and drop its files on the window.</source>
        <translation>本机没有可用的摄像头；请用相机拍摄，再把文件拖到窗口上。</translation>
    </message>
    <message>
        <source>The camera took no picture (%1); nothing was recorded.</source>
        <translation>摄像头没有拍成（%1）；没有记录任何内容。</translation>
    </message>
    <message>
        <source>The camera does not work (%1); what was taken before is safe.</source>
        <translation>摄像头不能用（%1）；之前拍的都在。</translation>
    </message>
    <message>
        <source>The survey is being written; shoot again in a moment.</source>
        <translation>项目正在写入；请稍后再拍。</translation>
    </message>
    <message>
        <source>Taking a photo</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Recorded.</source>
        <translation>已记录。</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::EvidencePanel</name>
    <message>
        <source>Evidence score</source>
        <translation>证据评分</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>&amp;Oddities of the whole survey</source>
        <translation>全部疑点(&amp;O)</translation>
    </message>
    <message>
        <source>What is odd about how records came about, among the findings</source>
        <translation>在检查结果中列出记录来历的疑点</translation>
    </message>
    <message>
        <source>Choose an outfall or a candidate to see what bears it out.</source>
        <translation>选择一个排污口或疑似点，查看佐证它的证据。</translation>
    </message>
    <message>
        <source>%1 of 100</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>Something contradicts this record: look at it again before it is confirmed.</source>
        <translation>有证据与这条记录相矛盾，确认之前请再核查。</translation>
    </message>
    <message>
        <source>Nothing contradicts this record. What is missing lowers the score.</source>
        <translation>没有相矛盾的证据；缺少的证据会降低评分。</translation>
    </message>
</context>
</TS>
