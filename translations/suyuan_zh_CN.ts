<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
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
        <translation><numerusform>%n 行</numerusform></translation>
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
        <source>Row %1: %2 %3</source>
        <translation>第 %1 行：%2 %3</translation>
    </message>
</context>
<context>
    <name>suyuan::desktop::MainWindow</name>
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
        <source>Show &amp;everything</source>
        <translation>显示全部(&amp;E)</translation>
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
        <source>Give &amp;codes</source>
        <translation>编码(&amp;C)</translation>
    </message>
    <message>
        <source>Giving codes</source>
        <translation>正在编码</translation>
    </message>
    <message>
        <source>Codes given: %1; not possible yet: %2.</source>
        <translation>已编码 %1 个，暂不能编码 %2 个。</translation>
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
        <source>Hub folder</source>
        <translation>同步文件夹</translation>
    </message>
    <message>
        <source>New folder for your copy</source>
        <translation>存放副本的新文件夹</translation>
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
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
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
        <translation>先选一个排污口，再向上溯源或向下追踪。</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>到达</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
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
        <source>Take this &amp;entry back</source>
        <translation>撤销此条(&amp;E)</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Filter: any text</source>
        <translation>筛选：任意文字</translation>
    </message>
    <message>
        <source>Outfalls</source>
        <translation>排污口</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>重新检查(&amp;A)</translation>
    </message>
    <message>
        <source>Fix what is &amp;safe</source>
        <translation>修复可安全修复的(&amp;S)</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Fixing</source>
        <translation>正在修复</translation>
    </message>
    <message>
        <source>Records changed: %1. Ctrl+Z takes it back.</source>
        <translation>已改动 %1 条记录，可按 Ctrl+Z 撤销。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) changed</source>
        <translation><numerusform>改动 %n 行</numerusform></translation>
    </message>
    <message>
        <source>no channel near the start</source>
        <translation>起点附近没有排污通道</translation>
    </message>
    <message>
        <source>the record touches no channel</source>
        <translation>该记录未连接任何通道</translation>
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
        <translation>被阻隔点截断</translation>
    </message>
    <message>
        <source>there is no path</source>
        <translation>没有通路</translation>
    </message>
    <message>
        <source>Length %1 m, %2 unit(s) reached.</source>
        <translation>长度 %1 米，到达排污单位 %2 个。</translation>
    </message>
    <message>
        <source>Nothing reached: %1.</source>
        <translation>未到达任何对象：%1。</translation>
    </message>
    <message>
        <source>The nearest line is %1 m away.</source>
        <translation>最近的管线相距 %1 米。</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Checked %1 outfalls: %2 findings.</source>
        <translation>已检查 %1 个排污口，发现 %2 条问题。</translation>
    </message>
    <message>
        <source>Loading the map</source>
        <translation>正在加载地图</translation>
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
</TS>
