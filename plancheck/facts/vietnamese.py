"""What the properties of facts are, in Vietnamese: by what the vocabulary says of them in English."""

from collections.abc import Mapping

VIETNAMESE: Mapping[str, str] = {
    "type code: KH, HD, QĐ …; other: a paper of none of them; empty: unknown":
        "mã loại văn bản: KH, HD, QĐ …; other: không thuộc loại nào; trống: chưa rõ",
    "type as written": "tên loại như đã ghi",
    "State or Party; empty: unknown": "Nhà nước hoặc Đảng; trống: chưa rõ",
    "level of the authority that issues, or the kind of body under one":
        "cấp của cơ quan ban hành, hoặc loại đơn vị trực thuộc",
    "id of the vocabulary's kinds (of an article: of what it tells of), or other; empty: unknown":
        "mã loại giấy tờ trong danh mục (bài báo: loại của văn bản được nói tới), hoặc other; trống: chưa rõ",
    "by itself, after the decision that issues it, or issued with a decision that is not there":
        "đứng riêng, nằm sau quyết định ban hành nó, hoặc kèm theo một quyết định không có trong tệp",
    "id of the vocabulary's offices, empty: unknown": "mã loại cơ quan trong danh mục; trống: chưa rõ",
    "the document itself, or an article about it": "chính văn bản, hoặc bài viết về nó",
    "what it is about, as its title says": "trích yếu",
    "id of the register's subject that its title is about; other":
        "mã chủ đề trong danh mục mà trích yếu nói tới; other: chủ đề khác",
    "date it is judged at (as-of)": "ngày dùng để xét",
    "its own full date, 0 in an undated draft": "ngày tháng năm đầy đủ của văn bản; 0: chưa ghi đủ",
    "its own date as far as it says: 03/3/2025, tháng 3 năm 2025, năm 2025; for display":
        "ngày của văn bản, đến mức đã ghi: 03/3/2025, tháng 3 năm 2025, năm 2025; để hiển thị",
    "first day it may be of, by its own date and its issuer's lifetime, 0 unknown":
        "ngày sớm nhất có thể của văn bản, theo ngày đã ghi và thời gian tồn tại của cơ quan ban hành; 0: không rõ",
    "last day it may be of": "ngày muộn nhất có thể của văn bản",
    "year in its own date line, 0 unknown": "năm ở dòng địa danh, ngày tháng; 0: không rõ",
    "canonical number, empty in an unnumbered draft": "số, ký hiệu viết chuẩn; trống: chưa có số",
    "địa danh": "địa danh",
    "as written": "như đã viết",
    "province id, empty unknown": "mã tỉnh; trống: chưa rõ",
    "display name": "tên để hiển thị",
    "issued once it has its number, day or signature": "issued khi đã có số, ngày hoặc chữ ký",
    "first year of the plan, 0 not stated": "năm đầu của kế hoạch; 0: không ghi",
    "last year of the plan": "năm cuối của kế hoạch",
    "input format": "định dạng tệp",
    "it has a full date, and runs one whole year": "có ngày đầy đủ và chạy trọn một năm",
    "of such a plan: months from its own month to January of its year, 0 from then on":
        "của kế hoạch như thế: số tháng từ tháng ban hành tới tháng 1 của năm kế hoạch; 0: từ tháng 1 ấy trở đi",
    "of such a plan: month * 100 + day in its year, 10000 more in the next; 0 before":
        "của kế hoạch như thế: tháng * 100 + ngày trong năm kế hoạch, năm sau thêm 10000; 0: trước năm ấy",
    "at a land border: the province; a district only where its plan speaks of it":
        "có biên giới đất liền: cấp tỉnh; cấp huyện chỉ khi kế hoạch nói tới",
    "at the coast, known likewise": "có biển, biết theo cách như trên",
    "has an international border gate, port or airport": "có cửa khẩu quốc tế, cảng biển hoặc sân bay quốc tế",
    "province has a Sở Ngoại vụ": "tỉnh có Sở Ngoại vụ",
    "which component": "thành phần nào",
    "how many it has on all its lines, told of the first; 0 for the others":
        "số chữ trên mọi dòng của nó, ghi ở dòng đầu; các dòng sau là 0",
    "a paper of the draft's kind must have it": "loại văn bản này phải có nó",
    "component it is in": "ở thành phần nào",
    "what is wrong with it": "sai gì",
    "what it should be, for display": "lẽ ra phải thế nào, để hiển thị",
    "what it is, copied from the draft": "đang thế nào, chép từ dự thảo",
    "id of the vocabulary's sections": "mã loại mục trong danh mục",
    "as shown": "như hiện trên giấy",
    "1 = outermost": "1 là mục ngoài cùng",
    "what it answers for: tỉnh, thành phố, huyện, xã … by its issuer's name; ngành of a ministry; else cơ quan":
        "nơi cơ quan ban hành phụ trách: tỉnh, thành phố, huyện, xã … theo tên; của bộ là ngành; còn lại là cơ quan",
    "register's canonical number when known, else normalised as written":
        "số trong danh mục nếu có, không thì số đã viết, chỉnh về dạng chuẩn",
    "number as written": "số như đã viết",
    "type code: NĐ, QĐ, TT, CT, KL, HD, LUẬT …": "mã loại: NĐ, QĐ, TT, CT, KL, HD, LUẬT …",
    "register's short title, empty when not in the register": "tên ngắn trong danh mục; trống: không có trong danh mục",
    "issuer as written, empty when not said": "cơ quan ban hành như đã viết; trống: không ghi",
    "date as written, 0 when not said": "ngày như đã viết; 0: không ghi",
    "year in the number, 0 when none": "năm trong số ký hiệu; 0: không có",
    "among the bases, mentioned, or told of the past": "là căn cứ, được nhắc tới, hoặc kể chuyện đã qua",
    "leaned on as law today: a basis or a mention that is not history (inside another's title, replaced …)":
        "được dùng như quy định hiện hành: căn cứ hoặc nhắc tới mà không phải chuyện đã qua (nằm trong tên văn bản "
        "khác, đã bị thay thế …)",
    "first mention of this instrument": "lần nhắc đầu tiên",
    "in the register": "có trong danh mục",
    "on the as-of date": "vào ngày xét",
    "how surely the register knows that": "danh mục biết điều ấy chắc đến đâu",
    "a basis, or what a task is done by as law of the day: not where the draft says when it comes into force":
        "là căn cứ, hoặc là quy định mà việc phải làm theo; không kể chỗ dự thảo nói rõ ngày nó có hiệu lực",
    "title as cited against the register's": "tên viện dẫn so với danh mục",
    "title as cited, as written": "tên viện dẫn như đã viết",
    "number of the instrument whose title it is instead; the right period; empty":
        "số của văn bản thật sự mang tên ấy; hoặc giai đoạn đúng; trống: không có",
    "what is in force instead of one that ended, for display":
        "văn bản đang có hiệu lực thay cho văn bản đã hết, để hiển thị",
    "the one in force instead of one that is not yet, cited as the draft cites this one":
        "văn bản duy nhất đang có hiệu lực trước văn bản chưa có, viện dẫn theo lối của dự thảo",
    "the citation and its title with the register's period, where that is another":
        "chỗ viện dẫn kèm tên, ghi theo giai đoạn trong danh mục nếu giai đoạn khác",
    "the same where it is a name to write, with “hoặc” between several; empty":
        "như trên, nếu là tên để viết; có nhiều thì nối bằng “hoặc”; trống",
    "the words with the number that is listed": "lời ấy với số đã liệt kê",
    "the words as written": "chữ như đã viết",
    "the figures in words, empty for a number too large": "số đọc thành chữ; trống nếu số quá lớn",
    "the same of the title, where that says others": "như trên, theo tên kế hoạch, nếu tên ghi khác",
    "how surely the register knows that it is that one": "danh mục biết chắc đến đâu rằng phải thay bằng văn bản ấy",
    "whether it is a law of the same name, of which no other is in force":
        "luật cùng tên: ngoài nó không còn luật nào tên ấy đang có hiệu lực",
    "an article or clause of it is meant, whose number another may not have":
        "dẫn một điều, khoản của nó, mà văn bản khác có thể không có",
    "what is said of it right leaves no doubt which instrument is meant, whatever is said wrong":
        "những gì ghi đúng đủ để biết chắc là văn bản nào, dù có chỗ ghi sai",
    "how much of an ended body's work the heir has: all of it; the plan's subject, and the draft asks it for nothing "
    "else; a part":
        "cơ quan thay thế nhận bao nhiêu việc: tất cả; phần việc về chủ đề của kế hoạch, mà dự thảo không giao việc "
        "nào khác; một phần",
    "as an agency's inherits": "như inherits của agency",
    "the end of the line or a mark stands behind the name: it begins no longer one, and no words on what the body did":
        "sau tên là hết dòng hoặc có dấu câu: không phải phần đầu của tên dài hơn hay của lời kể việc đã làm",
    "the one instrument in force instead, cited as the draft cites this one, title included; empty if none or "
    "several, if it is among the bases already, or too little is known of it":
        "văn bản duy nhất đang có hiệu lực thay thế, viện dẫn theo lối của dự thảo, kèm tên; trống: không có hoặc "
        "có nhiều, đã có trong căn cứ, hoặc biết quá ít về nó",
    "the citation with its title, as written": "cả chỗ viện dẫn kèm tên, như đã viết",
    "the citation with the register's date, where that is another; empty":
        "chỗ viện dẫn với ngày đúng theo danh mục, nếu khác; trống: không khác",
    "the citation with the register's issuer, where that is another; empty":
        "chỗ viện dẫn với cơ quan ban hành đúng theo danh mục, nếu khác; trống: không khác",
    "date it ended, 0 if not or unknown": "ngày hết hiệu lực; 0: còn hoặc không rõ",
    "in force from, 0 unknown": "có hiệu lực từ; 0: không rõ",
    "for display": "để hiển thị",
    "register's issue date, 0 unknown": "ngày ban hành theo danh mục; 0: không rõ",
    "date as written against the register": "ngày đã viết so với danh mục",
    "how surely the register knows the date": "danh mục biết ngày ấy chắc đến đâu",
    "year inside the number differs from the year of its date": "năm trong số ký hiệu khác năm của ngày ban hành",
    "stands where its number is enough: in a table, or among amending instruments":
        "ở chỗ chỉ cần ghi số: trong bảng, hoặc trong chuỗi văn bản sửa đổi",
    "dated after the last day the plan may be of": "đề ngày sau ngày muộn nhất của kế hoạch",
    "number and symbol follow the pattern of their type": "số, ký hiệu đúng mẫu của loại văn bản",
    "well-formed number when it can be told": "số viết đúng mẫu, nếu biết được",
    "issuer as written against the register": "cơ quan ban hành đã viết so với danh mục",
    "register's issuer, for display": "cơ quan ban hành theo danh mục, để hiển thị",
    "the draft also mentions an instrument that amends it": "dự thảo có nhắc văn bản sửa đổi nó",
    "number, date and issuer are said": "đã ghi số, ngày và cơ quan ban hành",
    "register's group: state-secrets, local-government, clerical, press …; empty":
        "nhóm trong danh mục: state-secrets, local-government, clerical, press …; trống: không có",
    "how it is named: Luật by name only, …": "gọi bằng số, hay chỉ bằng tên (luật)",
    "subject of its title, as cited or in the register; other, empty without a title":
        "chủ đề của tên văn bản, theo lời viện dẫn hoặc danh mục; other: chủ đề khác; trống: không có tên",
    "a yearly letter of guidance: for the plan's year, or for another":
        "công văn hướng dẫn hằng năm: của năm kế hoạch, hay năm khác",
    "year such a letter is for, 0 for anything else": "năm của công văn ấy; 0: không phải công văn hướng dẫn",
    "the draft says of it that it stands or is to be checked": "dự thảo nói nó còn hiệu lực, hoặc cần kiểm tra",
    "as in citation": "như ở citation",
    "type code": "mã loại văn bản",
    "register's short title": "tên ngắn trong danh mục",
    "register's issuer": "cơ quan ban hành theo danh mục",
    "register's group": "nhóm trong danh mục",
    "0 not known": "0: không rõ",
    "first day in force, 0 not known": "ngày bắt đầu có hiệu lực; 0: không rõ",
    "first day no longer in force, 0 while it is": "ngày đầu tiên không còn hiệu lực; 0: còn hiệu lực",
    "numbers": "các số",
    "another amends it": "có văn bản sửa đổi nó",
    "how surely the register knows it": "danh mục biết chắc đến đâu",
    "what is said again: its date, its number alone, its title and date under a number":
        "nhắc lại cái gì: ngày, chỉ số ký hiệu, tên và ngày của một số",
    "as first written": "như viết lần đầu",
    "the same date; the number of one cited in full; the same number":
        "cùng ngày; là số của văn bản đã viện dẫn đầy đủ; cùng số",
    "luật or pháp lệnh": "là luật hoặc pháp lệnh",
    "its date is said": "có ghi ngày",
    "who issued it is said": "có ghi cơ quan ban hành",
    "what it is about is said": "có ghi tên văn bản",
    "number as written, empty where none is given": "số như đã viết; trống: không ghi",
    "last year of the period or of what it looks ahead to": "năm cuối của giai đoạn, hoặc của tầm nhìn",
    "that year is before the draft's first possible day": "năm ấy trước ngày sớm nhất có thể của dự thảo",
    "register id": "mã trong danh mục",
    "register's full name": "tên đầy đủ trong danh mục",
    "level it is of": "thuộc cấp nào",
    "whose body it is": "thuộc hệ thống nào",
    "what it does there": "làm gì ở chỗ ấy",
    "not history, not part of a citation or of a title":
        "không phải chuyện đã qua, không nằm trong viện dẫn hay tên văn bản",
    "first day of the name, 0 unknown": "ngày đầu mang tên ấy; 0: không rõ",
    "date the name ended, 0 if not": "ngày thôi mang tên ấy; 0: còn",
    "for display: where its work of which the text speaks went; empty if none":
        "cơ quan nhận việc mà câu nói tới, để hiển thị; trống: không có",
    "name of the one body to write in an ended one's place; empty if none or several":
        "tên cơ quan duy nhất để viết thay; trống: không có hoặc có nhiều",
    "of a body not there yet: what it goes by on the day, for display":
        "tên vào ngày ấy của cơ quan chưa có, để hiển thị",
    "side of a renaming, where both sides exist in the register":
        "tên cũ hay tên mới của một lần đổi tên, nếu danh mục có cả hai",
    "id shared by both sides of one renaming, empty": "mã chung của hai tên trong một lần đổi tên; trống: không có",
    "in full, shortened after it was spelled out, or shortened and never spelled out before":
        "viết đủ, viết tắt sau khi đã viết đủ, hay viết tắt mà chưa lần nào viết đủ",
    "register's function on the as-of date; one fact for each function; empty if none":
        "chức năng trong danh mục vào ngày xét; mỗi chức năng một dữ kiện; trống: không có",
    "strongest role in the plan": "vai trò mạnh nhất trong kế hoạch",
    "in the recipients, by itself, its group or its parent":
        "có trong nơi nhận: chính nó, nhóm của nó hoặc cơ quan trên nó",
    "index of the paragraph that gives the work": "số của đoạn giao việc",
    "bodies of that paragraph that are not among the recipients, for display":
        "các cơ quan của đoạn ấy chưa có trong nơi nhận, để hiển thị",
    "register id, empty when not a known body": "mã trong danh mục; trống: không phải cơ quan đã biết",
    "kind of recipient": "loại nơi nhận",
    "named in the body": "có nhắc trong nội dung",
    "an item of the text or a row of a table": "một điểm trong văn bản, hoặc một hàng của bảng",
    "says who leads or does it": "có nói ai chủ trì hoặc thực hiện",
    "says who coordinates": "có nói ai phối hợp",
    "says by when, or in which period": "có nói khi nào xong, hoặc trong thời gian nào",
    "says what comes of it, where a column asks for that; none: no such column":
        "có nói sản phẩm, nếu bảng có cột sản phẩm; none: không có cột ấy",
    "start of the task": "phần đầu của nhiệm vụ",
    "id of the vocabulary's topics": "mã nội dung trong danh mục",
    "a clause does something about it; a mention only names it; a refused one speaks of something else than what is"
    " to be done; an opinion is what examples make likely":
        "clause: có việc làm về nội dung ấy; mention: chỉ nhắc tên; refused: không nói việc sẽ làm; opinion: các "
        "câu mẫu cho thấy có lẽ là",
    "why it is refused: it stands under an earlier period, says what was done, is lacking, is not to be, is "
    "reported or done by others, is only told of, taught, barred or looked into, says how things stand, is blank, "
    "is only paid for, came out of an earlier act":
        "vì sao refused: ở mục nói giai đoạn trước, kể việc đã làm, còn thiếu, không làm, nghe nói, việc của nơi "
        "khác, chỉ tuyên truyền, tập huấn, cấm hay kiểm tra về việc ấy, nêu hiện trạng, để trống, chỉ là kinh phí "
        "cho nó, là kết quả việc trước",
    "words of the frame that is met, or syllables that spoke for an opinion":
        "những lời khớp khung, hoặc những âm tiết làm căn cứ cho opinion",
    "register id, empty when not said": "mã trong danh mục; trống: không nói",
    "on the as-of date: the ministry in charge of the plan's subject, the provincial lead, …":
        "vào ngày xét: bộ phụ trách chủ đề của kế hoạch, cơ quan chủ trì cấp tỉnh …",
    "how often": "bao lâu một lần",
    "has a day, month or period; or points to another regime's":
        "có ngày, tháng hoặc kỳ; hoặc dẫn theo chế độ báo cáo khác",
    "the plan gives another report to the same body a time": "kế hoạch có hạn cho một báo cáo khác gửi cùng cơ quan",
    "its recipient puts the reports of several together": "nơi nhận tổng hợp báo cáo của nhiều đơn vị",
    "đột xuất or on request": "đột xuất hoặc khi có yêu cầu",
    "what is reported on: the plan's results, one event, or something that goes wrong":
        "báo cáo về gì: kết quả kế hoạch, một sự kiện, hay việc phát sinh",
    "of the first deadline, 0 none": "của hạn đầu tiên; 0: không có",
    "its recipient is among those the plan is sent to": "nơi nhận báo cáo có trong nơi nhận của kế hoạch",
    "what recurs": "việc gì lặp lại",
    "0 none": "0: không có",
    "0: every year or not said": "0: hằng năm hoặc không ghi",
    "every month, quarter or year": "lặp lại hằng tháng, quý hoặc năm",
    "its time as said here": "thời hạn ghi ở đây",
    "its time as said elsewhere": "thời hạn ghi ở chỗ khác",
    "some day fits both": "có ngày hợp với cả hai",
    "of the time said that fits best": "tháng của thời hạn hợp nhất",
    "the same as month * 100 + day, the month's last day when none is said":
        "tháng * 100 + ngày; không ghi ngày thì là ngày cuối tháng",
    "its deadline; 1300 and more: in the next year": "hạn, tháng * 100 + ngày; từ 1300: năm sau",
    "that body's own deadline to the body above, 0 not said": "hạn của chính cơ quan ấy với cấp trên; 0: không ghi",
    "later than that body's own deadline": "muộn hơn hạn của chính cơ quan ấy",
    "month * 100 + day": "tháng * 100 + ngày",
    "name of the register's words for it, behind training.about.":
        "tên danh sách từ trong danh mục, phần sau training.about.",
    "says what is taught": "có nói nội dung",
    "says whom it is for": "có nói đối tượng",
    "says when it is held": "có nói thời gian",
    "says who does it: in the clause, over it, or in its row or lines":
        "có nói ai làm: trong câu, ở đề mục, trong hàng hoặc dòng của nó",
    "says how: by which rules, whom to tell, by when": "có nói cách làm: theo quy định nào, báo ai, khi nào",
    "from one to the next, the shortest said in the clause; 0 not said":
        "số tháng giữa hai lần, ngắn nhất trong câu; 0: không nói",
    "id of the vocabulary's sayings": "mã trong danh mục sayings",
    "time it sets, 24 for a day; 0 where it has none or says how often":
        "thời hạn câu ấy đặt, một ngày là 24; 0: không có, hoặc nói định kỳ",
    "from one to the next, 0 where it does not say how often": "số tháng giữa hai lần; 0: không nói định kỳ",
    "the sentence, without what it cites": "cả câu, trừ văn bản viện dẫn",
    "says who receives, guides or agrees, or by which rules":
        "có nói ai tiếp nhận, hướng dẫn, chấp thuận, hoặc theo quy định nào",
    "who gives it; empty: not said": "ai cấp; trống: không nói",
    "says where the money comes from": "có nói nguồn tiền",
    "has someone make an estimate or has the finance body deal with it":
        "có giao lập dự toán, hoặc giao cơ quan tài chính",
    "states an amount": "có ghi số tiền",
    "đồng": "đồng",
    "in figures": "bằng số",
    "in words": "bằng chữ",
    "figures and words are one number": "số và chữ là một",
    "what the words say, in figures, for display": "số mà phần chữ nói, để hiển thị",
    "how many it says": "nói có bao nhiêu",
    "how many it lists": "liệt kê bao nhiêu",
    "as many are listed as are counted": "liệt kê đúng bằng số đã nói",
    "the number and what it counts, as written here": "số lượng và cái được đếm, viết ở đây",
    "the same elsewhere": "viết ở chỗ khác",
    "what is said": "điều được nói",
    "start of the work": "đoạn đầu của việc",
    "as said here": "như nói ở đây",
    "as said elsewhere": "như nói ở chỗ khác",
    "a later number against the one before it, or text against table":
        "số của năm sau so với năm trước, hoặc lời văn so với bảng",
    "the later number as written": "số của năm sau, như đã viết",
    "its year": "năm của số ấy",
    "the number before it": "số đứng trước",
    "the year of that one; the same year where text and table tell it":
        "năm của số đứng trước; cùng một năm khi lời văn và bảng cùng nói",
    "it does not fall, or is the same where the year is": "không giảm, hoặc bằng nhau khi cùng năm",
    "both can be true": "cả hai có thể cùng đúng",
    "what comes next": "số lẽ ra tiếp theo",
    "neither repeated nor left out": "không trùng, không sót",
    "what it comes to, for display": "tích đúng, để hiển thị",
    "it comes to what is written": "tích khớp với số đã ghi",
    "where it stands": "ở đâu",
    "đồng, or the table's unit": "đồng, hoặc đơn vị của bảng",
    "what the parts come to": "các khoản cộng lại",
    "the parts come to the total": "các khoản cộng lại đúng bằng tổng",
    "0: not said": "0: không ghi",
    "exists in the calendar": "có trong lịch",
    "a day past the end of its month as the last there is, as written; empty":
        "ngày vượt cuối tháng thì là ngày cuối của tháng ấy, viết theo lối đã viết; trống: không có",
    "whose date it is": "ngày của cái gì",
    "first day it may mean": "ngày sớm nhất có thể hiểu",
    "last day it may mean": "ngày muộn nhất có thể hiểu",
    "does not end before it begins": "không kết thúc trước khi bắt đầu",
    "weekday beside its date, no such month, quarter or hour, month or day beside its quarter, hours that end "
    "before they begin, days counted beside their range, days on which something is held beside its period, a range "
    "in a table turned round":
        "thứ đi với ngày; tháng, quý, giờ không có thật; tháng hoặc ngày ngoài quý; giờ kết thúc trước giờ bắt đầu;"
        " số ngày không khớp khoảng ngày; ngày tổ chức ngoài tháng, quý đã nêu; khoảng thời gian trong bảng bị ngược",
    "with the calendar": "khớp với lịch",
    "what the calendar says, for display; empty when that can't be told":
        "theo lịch là gì, để hiển thị; trống: không biết được",
    "the weekday as written; empty for other issues": "thứ như đã viết; trống: việc khác",
    "its years, as written": "các năm, như đã viết",
    "those of the phase before it; empty for the first": "các năm của giai đoạn trước; trống: giai đoạn đầu",
    "it begins before the one before it ends, years between them are left out, it lies outside the plan's years":
        "bắt đầu khi giai đoạn trước chưa hết; bỏ sót năm ở giữa; nằm ngoài các năm của kế hoạch",
    "the last review, one midway, the report on the event, a round behind another, effect of the decision that "
    "issues the plan":
        "tổng kết, sơ kết, báo cáo kết quả sự kiện, đợt sau, hiệu lực của quyết định ban hành kế hoạch",
    "its time, as written": "thời gian, như đã viết",
    "the last year of what is reviewed, the last day of the event, the time of the round before, the day of signing":
        "năm cuối của việc được tổng kết, ngày cuối của sự kiện, thời gian của đợt trước, hoặc ngày ký",
    "the same for display; empty": "như trên, để hiển thị; trống: không nêu",
    "what its row is about: the first words of the next cell": "hàng ấy về việc gì: những chữ đầu ở ô kế tiếp",
    "it comes when it can": "đúng lúc",
    "first year": "năm đầu",
    "last year": "năm cuối",
    "how many": "mấy năm",
    "where it is said": "ghi ở đâu",
    "\"2012\" or \"2021-2025\", for comparison": "“2012” hoặc “2021-2025”, để so sánh",
    "id": "mã",
    "as written, with its unit word": "như đã viết, kèm chữ tỉnh, thành phố",
    "not history, not part of a citation": "không phải chuyện đã qua, không nằm trong viện dẫn",
    "the issuer's own": "là tỉnh của cơ quan ban hành",
    "of a province that has nothing to do with the issuer's: in a body's name, as the territory worked in, only as "
    "that of one recipient; else partner, or empty":
        "của tỉnh không liên quan cơ quan ban hành: trong tên cơ quan, là địa bàn thực hiện, hay chỉ là tỉnh của "
        "một nơi nhận; không thì partner, hoặc trống",
    "as written, with the word for its kind": "như đã viết, kèm chữ chỉ loại",
    "id of the register's kind of place": "mã loại địa danh trong danh mục",
    "where it lies, for display": "thuộc tỉnh nào, để hiển thị",
    "spoken of as the issuer's own, or as a partner's": "nêu như của mình, hay của nơi phối hợp",
    "what is told again": "nhắc lại cái gì",
    "what it is called here, or how many annexes it is said to have": "ở đây gọi là gì, hoặc nói có mấy phụ lục",
    "as its head says, or how many it has": "phần đầu ghi gì, hoặc thật sự có mấy phụ lục",
    "the same": "giống nhau",
    "its kind of unit, as in Ủy ban nhân dân tỉnh; the body said to issue the draft or to close it; another unit "
    "spoken of as its own; another body's abbreviation in its number":
        "loại đơn vị hành chính, như trong Ủy ban nhân dân tỉnh; cơ quan ở câu ban hành hoặc câu kết; một đơn vị "
        "khác được nói tới như của mình; chữ viết tắt của cơ quan khác trong số ký hiệu",
    "what the letterhead says, for display": "phần đầu văn bản ghi gì, để hiển thị",
    "with the letterhead": "khớp với phần đầu văn bản",
    "as written, empty where there is only one": "như đã viết; trống: chỉ có một phụ lục",
    "referred to and there, referred to only, there only":
        "được dẫn tới và có; chỉ được dẫn tới; chỉ có mà không dẫn tới",
    "the draft has that part": "dự thảo có phần ấy",
    "how the paper lies": "chiều giấy",
    "shorter side of the paper": "cạnh ngắn của giấy, phần mười milimét",
    "longer side": "cạnh dài, phần mười milimét",
    "both sides, for display": "hai cạnh, để hiển thị",
    "its section holds a table of three columns or more": "phần ấy có bảng từ ba cột",
    "margin, tenths of a millimetre": "lề, phần mười milimét",
    "the four margins, for display": "bốn lề, để hiển thị",
    "none: pages beyond the first and no number": "none: có từ trang hai mà không đánh số",
    "empty: can't be told": "trống: không biết được",
    "the first page shows it": "trang đầu có số",
    "tenths of a point": "phần mười pt",
    "neither italic nor bold": "không nghiêng, không đậm",
    "Arabic numerals": "chữ số Ả Rập",
    "text: all of it; body: bases to closing; paragraph: body without headings and bases; khoan: a numbered "
    "heading; letterhead, end: tables that hold them":
        "text: toàn bộ; body: từ căn cứ đến câu kết; paragraph: nội dung trừ đề mục và căn cứ; khoan: đề mục đánh "
        "số; letterhead, end: bảng chứa phần đầu, phần cuối",
    "what of its looks": "nét trình bày nào",
    "yes, no, mixed (some words only), unknown; a name; a measure as people write it":
        "yes, no, mixed (chỉ một số chữ), unknown; tên; hoặc số đo như thường viết",
    "tenths of a point or millimetre, hundredths of a line; 0 where the value is a word":
        "phần mười pt hoặc milimét, phần trăm dòng; 0: giá trị là chữ",
    "paragraphs that have it": "số đoạn như thế",
    "first words that have it": "những chữ đầu tiên như thế",
    "its cells, with | between": "các ô, cách nhau bằng |",
    "that say something": "số ô có chữ",
    "what stands over its column": "chữ ở đầu cột",
    "whole number, or đồng, that is all it says; else 0": "số nguyên, hoặc số đồng, nếu ô chỉ ghi thế; không thì 0",
    "1 = first": "1 là cột đầu",
    "telephone or e-mail": "điện thoại hoặc thư điện tử",
    "whose it is": "của ai",
    "an address of a service open to anybody": "địa chỉ ở dịch vụ thư miễn phí",
    "what the matter is": "sai gì",
    "what belongs in its place, empty when that can't be told": "lẽ ra là gì; trống: không biết được",
    "said of work, or as a deadline": "nói về công việc, hay là hạn",
    "past: before the plan's period and before its own date; beyond: after its period":
        "past: trước giai đoạn và trước ngày của kế hoạch; beyond: sau giai đoạn",
    "the plan's period, for display": "giai đoạn của kế hoạch, để hiển thị",
    "the plan's year, if it is for one and this is another; empty":
        "năm của kế hoạch, nếu kế hoạch một năm và đây là năm khác; trống: không khác",
    "words of the task, folded, without those who do it": "lời của nhiệm vụ, chữ thường, bỏ phần ai làm",
    "bodies as written": "các cơ quan như đã viết",
    "register ids of the bodies": "mã các cơ quan",
    "leads the same task": "cũng chủ trì việc ấy",
    "recipients name it or its kind": "nơi nhận có tên hoặc có loại của nó",
    "which encoding": "bảng mã nào",
    "what tells: its font, or its words in a font for Unicode":
        "biết nhờ phông chữ, hay nhờ lời văn trong phông Unicode",
    "as it stands in the file": "như trong tệp",
    "as it is read": "đọc ra là",
    "kind of trace": "loại dấu vết",
    "what is reported on": "báo cáo về nửa năm, một năm, cả kế hoạch khi kết thúc, hoặc kế hoạch (không nói kỳ)",
    "of the deadline": "tháng của thời hạn",
    "of the deadline, 0 not said": "năm của thời hạn; 0: không ghi",
    "the deadline as month * 100 + day, the month's last day when none is said":
        "thời hạn, tháng * 100 + ngày; không ghi ngày thì là ngày cuối tháng",
    "it is the report of the spokesperson's work": "là báo cáo công tác phát ngôn",
    "what the calendar has against it; empty":
        "sai gì theo lịch: đảo nhau, báo cáo năm giữa năm, trước khi kế hoạch bắt đầu, tổng kết trước năm cuối",
    "the nearest name of the day": "tên gần nhất của cơ quan có vào ngày ấy",
    "part of a citation": "nằm trong phần viện dẫn",
    "a body by its own name has it, or leads under its heading": "có cơ quan cụ thể làm, hoặc chủ trì ở đề mục ấy",
    "most other tasks of its part name who leads them": "phần lớn nhiệm vụ khác trong phần có ghi cơ quan chủ trì",
    "the contact, as written": "cơ quan đầu mối, như đã viết",
}  # fmt: skip
