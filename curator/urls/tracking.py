"""Parameters that say how somebody came to a page, not which page it is."""

from typing import NamedTuple


class Tracking(NamedTuple):
    """Parameters to drop. `hosts` limits them to hosts and what is below them, `values` to these values."""

    names: str
    source: str
    hosts: str = ""
    values: str = ""


TRACKING = (
    Tracking("utm_*", "Google Analytics, campaign parameters"),
    Tracking("gclid dclid gbraid wbraid gclsrc _ga _gl", "Google Ads and Analytics, click and cross-domain ids"),
    Tracking("fbclid", "Facebook, click id; Firefox strips it"),
    Tracking("msclkid", "Microsoft Advertising, click id"),
    Tracking("twclid ttclid li_fat_id yclid ysclid _openstat", "click ids of X, TikTok, LinkedIn, Yandex, OpenStat"),
    Tracking("mc_cid mc_eid", "Mailchimp, campaign and reader; Firefox strips mc_eid"),
    Tracking("_hsenc _hsmi __hstc __hssc __hsfp hsCtaTracking", "HubSpot, e-mail and session; Firefox strips _hsenc"),
    Tracking("mkt_tok vero_id oly_enc_id oly_anon_id __s", "Marketo, Vero, Omeda, Drip: Firefox strips them"),
    Tracking("igshid", "Instagram, who shared"),
    Tracking("pk_* mtm_* matomo_*", "Matomo (Piwik), campaign parameters"),
    Tracking("hmsr hmpl hmcu hmkw hmci", "Baidu Tongji, campaign parameters: source, medium, plan, word, unit"),
    Tracking("bd_vid", "Baidu, click id"),
    Tracking("spm scm spm_id_from", "Alibaba's page position code, also on CSDN and bilibili"),
    Tracking("share_token share_id share_source share_medium share_from",
             "share buttons of Chinese apps: who shared, and where to"),
    Tracking("isappinstalled", "WeChat appends it to what is shared", values="0 1"),
    Tracking("from", "WeChat appends it to what is shared: to one, to a group, to all",
             values="singlemessage groupmessage timeline message appmessage wechat weixin"),
    Tracking("guccounter guce_referrer guce_referrer_sig", "Yahoo's consent page, also on TechCrunch"),
    Tracking("ncid cmpid smid smtyp unlocked_article_code", "newsletters and gift links", "nytimes.com techcrunch.com"),
    Tracking("at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4", "BBC, campaign parameters",
             "bbc.com bbc.co.uk"),
    Tracking("CMP", "The Guardian, campaign", "theguardian.com"),
    Tracking("scene subscene sessionid clicktime enterid ascene chksm devicetype version nettype lang pass_ticket "
             "exportkey wx_header uin key abtest_cookie poc_token token", "WeChat, the reader's app and session",
             "mp.weixin.qq.com"),
    Tracking("utm_psn utm_id from zhida_source", "Zhihu, share and recommendation", "zhihu.com"),
    Tracking("from wfr for pcid sfrom", "Baidu's news and search pages", "baijiahao.baidu.com mbd.baidu.com"),
    Tracking("fr fromtitle fromid fromModule lemmaFrom", "Baidu Baike, which entry led here", "baike.baidu.com"),
    Tracking("ops_request_misc request_id biz_id depth_1-utm_source depth_1-utm_relevant_index login from",
             "CSDN, search and recommendation", "csdn.net"),
    Tracking("vd_source share_session_id share_plat share_tag unique_k bbid ts timestamp buvid mid plat_id up_id "
             "from_source from_spmid from is_story_h5", "bilibili, who shared, from which page", "bilibili.com b23.tv"),
    Tracking("si feature ab_channel pp", "YouTube, who shared, from where", "youtube.com youtu.be"),
    Tracking("igsh", "Instagram, who shared", "instagram.com"),
    Tracking("ref_src ref_url s t cxt", "X, embedding page and share button", "twitter.com x.com"),
    Tracking("trk trackingId lipi refId", "LinkedIn, which element was clicked", "linkedin.com"),
    Tracking("source sk sectionname", "Medium, recommendation and friend link", "medium.com"),
    Tracking("from pgv_ref ADTAG tdsourcetag ptag", "Tencent portals", "qq.com"),
    Tracking("jumpfrom from mod sudaref display retcode", "Weibo", "weibo.com weibo.cn"),
    Tracking("tt_from app timestamp use_new_style req_id group_id upstream_biz share_did wid iid utm_medium_ug",
             "Toutiao's share button", "toutiao.com"),
    Tracking("spss spssid spsuid from f refer qq_aio_chat_type", "NetEase's share button", "163.com"),
    Tracking("scm spm _trans_ pvid", "Sohu, position codes", "sohu.com"),
    Tracking("_s_trans reflow_source", "Jianshu's share button", "jianshu.com"),
    Tracking("tab", "GitHub, which file is shown below a repository", "github.com", "readme-ov-file"),
    Tracking("from_wecom hotlink", "source of the reader", "infoq.cn"),
)
"""Every row with the source of its names; `*` at the end of a name stands for anything."""
